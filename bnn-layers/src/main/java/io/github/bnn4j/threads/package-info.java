/**
 * The native threads that ND4J computes with, and how they wait. Begin with {@link
 * io.github.bnn4j.threads.NativeThreads}, which is to be called before anything of ND4J.
 */
package io.github.bnn4j.threads;
