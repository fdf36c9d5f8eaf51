package com.example;

/** What classes that no file may name leave behind if one is taken up all the same. */
public final class Traces {

    public static volatile boolean deserialized;
    public static volatile boolean initialized;
    public static volatile boolean normalizerInitialized;
    public static volatile boolean quantizerInitialized;

    private Traces() {}
}
