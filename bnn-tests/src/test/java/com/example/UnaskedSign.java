package com.example;

/** A quantizer that no test ever allows. */
public final class UnaskedSign extends OwnSign {

    static {
        Traces.quantizerInitialized = true;
    }
}
