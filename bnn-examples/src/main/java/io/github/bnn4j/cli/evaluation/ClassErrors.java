package io.github.bnn4j.cli.evaluation;

import io.github.bnn4j.cli.data.ImageClassificationData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The errors of a network class by class, as a table.
 *
 * @param data whose test images were predicted
 * @param predictions of them
 */
public record ClassErrors(ImageClassificationData data, Predictions predictions) {

    /** Returns one for each class, under a heading. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%-12s %8s %8s %8s".formatted("class", "images", "wrong", "error"));
        for (int label = 0; label < data.test().classes(); label++) {
            int images = predictions.images(label);
            int wrong = predictions.wrong(label);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %8d %8d %8s",
                    data.className(label),
                    images,
                    wrong,
                    images == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * wrong / images)));
        }
        return lines;
    }
}
