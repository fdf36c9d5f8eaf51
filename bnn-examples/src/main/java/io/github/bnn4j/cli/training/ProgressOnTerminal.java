package io.github.bnn4j.cli.training;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a bar for each epoch to a person who watches; each leaves one line behind. */
final class ProgressOnTerminal implements Progress {

    private ProgressBar bar;
    private int epochs;
    private String lastValidation = "";

    @Override
    public void epochStarted(int epoch, int epochs, int batches) {
        this.epochs = epochs;
        bar = new ProgressBarBuilder()
                .setTaskName("epoch " + epoch + "/" + epochs)
                .setInitialMax(batches)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .hideEta()
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void batchDone(int done, double loss, double secondsLeft) {
        bar.stepTo(done);
        bar.setExtraMessage(
                String.format(Locale.ROOT, " loss %.4f", loss) + lastValidation + ProgressText.timeLeft(secondsLeft));
    }

    @Override
    public void epochDone(EpochMetrics metrics, double secondsLeft) {
        close();
        if (!Double.isNaN(metrics.validationError())) {
            lastValidation = String.format(Locale.ROOT, ", validation error %.2f %%", metrics.validationError());
        }
        System.out.println(ProgressText.epoch(metrics, epochs, secondsLeft));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
