/** A program on the module path that needs the runtime alone. */
module consumer {
    requires io.github.bnn4j.runtime;
}
