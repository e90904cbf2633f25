// Empty on purpose: Foundation's bundled ICU and the system's headers cannot be imported by one module,
// so Swift sees only CICU's plain C types. This target brings pkg-config's flags and the link lines.
