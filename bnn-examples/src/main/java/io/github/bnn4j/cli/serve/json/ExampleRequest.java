package io.github.bnn4j.cli.serve.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.bnn4j.cli.serve.http.Refusal;
import io.github.bnn4j.cli.serve.network.Example;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request with an example.
 *
 * @param network its name; null for the first one
 * @param example that it is about
 * @param numbers other members that were given, such as {@code layer} and {@code unit}
 */
public record ExampleRequest(String network, Example example, Map<String, Integer> numbers) {

    private static final String WHAT_IT_NEEDS = "such as {\"pixels\": [0, 255, ...]}";

    /**
     * Reads a request.
     *
     * @param allowed names of numbers that may be there, beside {@code network} and one of {@code pixels} and {@code values}
     * @throws Refusal if it is no such JSON
     */
    public static ExampleRequest read(byte[] body, Set<String> allowed) throws Refusal {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var reader = new JsonReader(new InputStreamReader(new ByteArrayInputStream(body), decoder))) {
            return read(reader, allowed);
        } catch (MalformedJsonException e) {
            throw Refusal.badRequest("The body is not well-formed JSON" + place(e.getMessage()));
        } catch (EOFException e) {
            throw Refusal.badRequest(
                    body.length == 0
                            ? "The body is empty; it needs JSON, " + WHAT_IT_NEEDS
                            : "The JSON ends too early");
        } catch (CharacterCodingException e) {
            throw Refusal.badRequest("The body is not text in UTF-8");
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory", e);
        }
    }

    /** Returns the part of Gson's message that helps, such as {@code at line 1 column 5 path $.pixels}. */
    private static String place(String message) {
        int at = message == null ? -1 : message.lastIndexOf(" at line ");
        return at < 0 ? "" : message.substring(at);
    }

    private static ExampleRequest read(JsonReader reader, Set<String> allowed) throws IOException, Refusal {
        String network = null;
        byte[] pixels = null;
        float[] values = null;
        Map<String, Integer> numbers = new HashMap<>();
        if (reader.peek() != JsonToken.BEGIN_OBJECT) {
            throw Refusal.badRequest("The body must be a JSON object, " + WHAT_IT_NEEDS);
        }
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.equals("network")) {
                require(reader, JsonToken.STRING, "network must be a name");
                network = reader.nextString();
            } else if (name.equals("pixels")) {
                pixels = pixels(reader);
            } else if (name.equals("values")) {
                values = values(reader);
            } else if (allowed.contains(name)) {
                numbers.put(name, integer(reader, name, 0, Integer.MAX_VALUE));
            } else {
                throw Refusal.badRequest("A request here has no member " + shortened(name));
            }
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw Refusal.badRequest("There is something after the JSON object");
        }
        if ((pixels == null) == (values == null)) {
            throw Refusal.badRequest(
                    "A request needs either pixels, numbers from 0 to 255, or values, real numbers; this one has "
                            + (pixels == null ? "neither" : "both"));
        }
        return new ExampleRequest(network, new Example(pixels, values), Map.copyOf(numbers));
    }

    private static byte[] pixels(JsonReader reader) throws IOException, Refusal {
        require(reader, JsonToken.BEGIN_ARRAY, "pixels must be an array of numbers from 0 to 255");
        byte[] pixels = new byte[1024];
        int count = 0;
        reader.beginArray();
        while (reader.hasNext()) {
            pixels = count < pixels.length ? pixels : Arrays.copyOf(pixels, 2 * count);
            pixels[count] = (byte) integer(reader, "pixels[" + count + "]", 0, 255);
            count++;
        }
        reader.endArray();
        return Arrays.copyOf(pixels, count);
    }

    private static float[] values(JsonReader reader) throws IOException, Refusal {
        require(reader, JsonToken.BEGIN_ARRAY, "values must be an array of numbers");
        float[] values = new float[1024];
        int count = 0;
        reader.beginArray();
        while (reader.hasNext()) {
            require(reader, JsonToken.NUMBER, "values[" + count + "] must be a number");
            float value = Float.parseFloat(reader.nextString());
            if (!Float.isFinite(value)) {
                throw Refusal.badRequest("values[" + count + "] is too large for single precision");
            }
            values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
            values[count++] = value;
        }
        reader.endArray();
        return Arrays.copyOf(values, count);
    }

    private static int integer(JsonReader reader, String name, int least, int most) throws IOException, Refusal {
        String demand = name + " must be a whole number from " + least + " to " + most;
        require(reader, JsonToken.NUMBER, demand);
        String text = reader.nextString();
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The same answer.
        }
        throw Refusal.badRequest(demand + ", got " + shortened(text));
    }

    private static void require(JsonReader reader, JsonToken token, String demand) throws IOException, Refusal {
        JsonToken found = reader.peek();
        if (found != token) {
            throw Refusal.badRequest(demand + ", got "
                    + switch (found) {
                        case BEGIN_ARRAY -> "an array";
                        case BEGIN_OBJECT -> "an object";
                        case STRING -> "text";
                        case NUMBER -> "a number";
                        case BOOLEAN -> "true or false";
                        default -> "null";
                    });
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    /**
     * Returns one of the numbers.
     *
     * @param count from 0 to this, exclusive, it may be
     * @throws Refusal if it is missing or out of range
     */
    public int index(String name, int count) throws Refusal {
        Integer value = numbers.get(name);
        if (value == null || value >= count) {
            throw Refusal.badRequest(name + " must be a number from 0 to " + (count - 1)
                    + (value == null ? ", and is missing" : ", got " + value));
        }
        return value;
    }
}
