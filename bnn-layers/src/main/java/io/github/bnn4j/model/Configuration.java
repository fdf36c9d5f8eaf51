package io.github.bnn4j.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * The {@code configuration.json} of a model, after it was found to name trusted classes only.
 *
 * <p>Jackson takes names of classes from properties ({@code @class}, in distributions {@code type}), from the first element of an
 * array where an object is expected, and within the angle brackets of generic types. Every string is taken for such a name
 * here, so that none is forgotten.
 *
 * @param json as it stands in the file
 * @param isGraph whether it is of a ComputationGraph
 */
record Configuration(String json, boolean isGraph) {

    /** A layer has about 2 kB. */
    private static final long MOST_BYTES = 16L << 20;

    /** DL4J's configurations nest about ten deep. */
    private static final int MOST_DEPTH = 200;

    /** No configuration has so many; yet they are few enough to be looked up on the class path. */
    private static final int MOST_STRINGS = 100_000;

    /** The configuration of a graph has this key, and that of a chain has not. */
    private static final String GRAPH_KEY = "networkInputs";

    private static final String CLASS_KEY = "@class";

    /**
     * @throws IOException if there is none, it is no JSON, or it names a class that is not trusted
     */
    static Configuration read(ModelEntries zip, TrustedClasses trusted) throws IOException {
        byte[] bytes = zip.read(ModelSerializer.CONFIGURATION_JSON, MOST_BYTES, EntryStream::readAllBytes);
        String json = new String(bytes, StandardCharsets.UTF_8);
        Set<String> seen = new HashSet<>();
        boolean isGraph = false;
        int depth = 0;
        String key = "";
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                if (depth > MOST_DEPTH) {
                    throw new InvalidModelException(zip.file() + ": its configuration nests deeper than " + MOST_DEPTH);
                }
                if (token == JsonToken.FIELD_NAME) {
                    key = parser.getText();
                    isGraph |= depth == 1 && key.equals(GRAPH_KEY);
                }
                if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                    boolean isClass = token == JsonToken.VALUE_STRING && key.equals(CLASS_KEY);
                    String text = parser.getText();
                    if (isClass || seen.add(text)) {
                        refuse(trusted, text, isClass, zip);
                    }
                }
                if (seen.size() > MOST_STRINGS) {
                    throw new InvalidModelException(
                            zip.file() + ": its configuration has more than " + MOST_STRINGS + " different words");
                }
            }
        }
        return new Configuration(json, isGraph);
    }

    private static void refuse(TrustedClasses trusted, String text, boolean isClass, ModelEntries zip)
            throws InvalidModelException {
        String refused = trusted.firstUntrusted(text);
        if (refused != null) {
            throw new InvalidModelException(zip.file() + " names the class " + refused
                    + ", which is no configuration of DL4J or BNN4J: if it is your own, allow it (--allow-class '"
                    + refused
                    + "', or allowClasses of ModelReader)");
        }
        if (isClass && !TrustedClasses.exists(text)) {
            throw new InvalidModelException(zip.file() + " names the class " + text.replaceAll("\\p{Cntrl}", "?")
                    + ", which is not on the class path");
        }
    }
}
