/**
 * DL4J's training UI for the programs, in an artifact of its own, as it brings a web server with it. Begin with {@link
 * io.github.bnn4j.ui.Dl4jUi}.
 */
package io.github.bnn4j.ui;
