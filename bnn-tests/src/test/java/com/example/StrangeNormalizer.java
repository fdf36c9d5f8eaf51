package com.example;

/** Stands for the class that a normalizer of type CUSTOM names. */
public final class StrangeNormalizer {

    static {
        Traces.normalizerInitialized = true;
    }
}
