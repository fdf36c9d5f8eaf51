/** The native threads that ND4J computes with, and how they wait. */
package io.github.bnn4j.threads;
