package io.github.bnn4j.cli.serve.json;

import com.google.gson.JsonObject;
import io.github.bnn4j.cli.serve.network.UnitSum;
import io.github.bnn4j.packed.layer.Thresholds;
import java.util.Base64;

/** The sum of one unit, part by part. */
public final class UnitJson {

    private UnitJson() {}

    /** Writes it. */
    public static JsonObject of(UnitSum unit) {
        JsonObject json = new JsonObject();
        boolean bytes = unit.planes().length > 1;
        int count = unit.weights().length;
        json.addProperty("inputs", count);
        json.addProperty("inputType", bytes ? "bytes" : "signs");
        json.addProperty("weights", Bits.of(unit.weights()));
        json.addProperty("input", bytes ? ofBytes(unit.inputs()) : Bits.of(unit.inputs()));
        json.addProperty("padding", Bits.of(ofBooleans(unit.padding())));
        json.add("mismatchesOfPlanes", Members.numbers(unit.planes()));
        json.addProperty("mismatches", unit.mismatches());
        json.addProperty("greatestMismatches", unit.greatest());
        json.addProperty("sum", unit.sum());
        if (unit.stage() instanceof Thresholds) {
            json.addProperty("limit", unit.limit());
            json.addProperty("sumAtLimit", unit.sumAtLimit());
            json.addProperty("flipped", unit.isFlipped());
            json.addProperty("sign", unit.sign());
        } else {
            json.addProperty("scale", unit.scale());
            json.addProperty("offset", unit.offset());
            json.add("score", Members.number(unit.score()));
        }
        return json;
    }

    private static String ofBytes(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int[] ofBooleans(boolean[] values) {
        int[] ones = new int[values.length];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = values[i] ? 1 : 0;
        }
        return ones;
    }
}
