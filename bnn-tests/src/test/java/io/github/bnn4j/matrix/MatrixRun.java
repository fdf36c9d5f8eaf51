package io.github.bnn4j.matrix;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;

import io.github.bnn4j.trained.Seeds;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs tests in this JVM, once for each seed, and prints a line about each time, for {@code matrix.sh}; exits with 1 if any
 * failed.
 */
public final class MatrixRun {

    private MatrixRun() {}

    /**
     * @param arguments a directory of test classes; then a tag, or {@code all}; then seeds of trainings, none for the usual
     *     ones
     */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0]))))
                .filters(includeClassNamePatterns(".*Test"));
        if (!arguments[1].equals("all")) {
            request.filters(TagFilter.includeTags(arguments[1]));
        }
        boolean passed = true;
        try (LauncherSession session = LauncherFactory.openSession()) {
            if (arguments.length == 2) {
                passed = run(session, request, "usual");
            }
            for (int i = 2; i < arguments.length; i++) {
                System.setProperty(Seeds.PROPERTY, arguments[i]);
                passed &= run(session, request, arguments[i]);
            }
        }
        // Threads of what was tested may still be there.
        System.exit(passed ? 0 : 1);
    }

    private static boolean run(LauncherSession session, LauncherDiscoveryRequestBuilder request, String seed) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        session.getLauncher().execute(request.build(), listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures().forEach(failure -> {
            System.out.println("FAILED " + failure.getTestIdentifier().getUniqueId());
            failure.getException().printStackTrace(System.out);
        });
        // A container that fails has failed all of its tests.
        long failures = summary.getTotalFailureCount();
        System.out.printf(
                Locale.ROOT,
                "RUN seed %s: %d tests, %d failures, %d skipped, %.1f s%n",
                seed,
                summary.getTestsFoundCount(),
                failures,
                summary.getTestsSkippedCount(),
                (summary.getTimeFinished() - summary.getTimeStarted()) / 1000.0);
        return failures == 0 && summary.getTestsFoundCount() > 0;
    }
}
