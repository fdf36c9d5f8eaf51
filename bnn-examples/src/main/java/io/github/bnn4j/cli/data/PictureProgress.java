package io.github.bnn4j.cli.data;

import io.github.bnn4j.cli.command.Terminal;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a person how many pictures are decoded. */
interface PictureProgress extends ReadingProgress, AutoCloseable {

    @Override
    void close();

    /** Returns a bar where a person watches, a line for each tenth elsewhere. */
    static PictureProgress forThisOutput() {
        return Terminal.isInteractive() ? new Bar() : new Lines();
    }

    final class Bar implements PictureProgress {

        private ProgressBar bar;

        @Override
        public void read(int done, int all) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("pictures")
                        .setInitialMax(all)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .clearDisplayOnFinish()
                        .build();
            }
            bar.stepTo(done);
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    final class Lines implements PictureProgress {

        private int tenths;

        @Override
        public void read(int done, int all) {
            int now = (int) (10L * done / all);
            if (now > tenths) {
                tenths = now;
                System.out.printf(Locale.ROOT, "%,d of %,d pictures decoded%n", done, all);
            }
        }

        @Override
        public void close() {}
    }
}
