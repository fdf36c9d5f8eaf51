package io.github.bnn4j.cli.serve;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.LabelledImages;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The test images of MNIST, read when somebody asks for one. */
public final class TestImages {

    private LabelledImages images;

    /** Returns them; the first call takes some tenths of a second. */
    synchronized LabelledImages get() {
        if (images == null) {
            try {
                images = ImageClassificationData.bundledMnistTest();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return images;
    }
}
