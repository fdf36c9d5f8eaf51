/**
 * Files of DL4J's ModelSerializer, read without trusting them.
 *
 * <p>ModelSerializer itself deserializes an entry {@code preprocessor.bin} by Java, with whatever class the file names, lets
 * Jackson load and initialize any class that {@code configuration.json} names, and allocates what the header of an array
 * announces. {@link io.github.bnn4j.model.ModelReader} gives the same networks, and does none of it.
 *
 * <pre>{@code
 * MultiLayerNetwork network = new ModelReader()
 *         .allowClasses("com.example.MySign")
 *         .restoreMultiLayerNetwork(Path.of("model.zip"), false);
 * }</pre>
 */
package io.github.bnn4j.model;
