/** {@code serve}: a page that shows a packed network at work, and the same as JSON; it needs the runtime, and nothing of ND4J. */
package io.github.bnn4j.cli.serve;
