package com.example;

/** Does something as soon as it is initialized; no test does that on purpose. */
public final class Initialized {

    static {
        Traces.initialized = true;
    }

    private Initialized() {}
}
