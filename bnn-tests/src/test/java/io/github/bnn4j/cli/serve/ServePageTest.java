package io.github.bnn4j.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bnn4j.cli.serve.http.Limits;
import io.github.bnn4j.cli.serve.http.WebServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser: Chromium with its driver, where both are installed. */
class ServePageTest {

    private static final String NO_BROWSER =
            "The page of serve is not tested: there is no Chromium with its driver here "
                    + "(Debian: apt-get install chromium chromium-driver)";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static ChromeDriver browser;
    private static WebServer server;

    @BeforeAll
    static void startThem() throws IOException {
        Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome");
        Optional<File> driver = program("chromedriver");
        boolean hasBrowser = chromium.isPresent() && driver.isPresent();
        if (!hasBrowser) {
            System.out.println(NO_BROWSER);
        }
        assumeTrue(hasBrowser, NO_BROWSER);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        server = ServedMnist.start(Limits.standard(), Optional.empty());
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.get())
                        .build(),
                options);
    }

    private static Optional<File> program(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    @AfterAll
    static void stopThem() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void openThePage() {
        show(1280, "light");
    }

    /** Scripts that fail, what the content security policy forbids, and what is not there are all logged as errors. */
    @AfterEach
    void nothingIsLoggedAsAnError() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    private static void show(int width, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.get(server.url());
        until(
                "the networks are there",
                () -> !elements("#network option").isEmpty()
                        && !elements(".layer").isEmpty());
    }

    private static List<WebElement> elements(String css) {
        return browser.findElements(By.cssSelector(css));
    }

    private static WebElement element(String id) {
        return browser.findElement(By.id(id));
    }

    /** A condition that says what was waited for if it does not come. */
    private interface Condition {
        boolean holds();
    }

    private static void until(String what, Condition condition) {
        long began = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new AssertionError("Not in " + PATIENCE.toSeconds() + " s: " + what + "; the page says: "
                        + browser.findElement(By.tagName("main")).getText());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void untilItReads(String digit) {
        until("it reads " + digit, () -> element("answer").getText().equals("The network reads " + digit + "."));
    }

    private static void drawOne() {
        WebElement pad = element("pad");
        int unit = pad.getSize().getWidth() / 10;
        new Actions(browser)
                .moveToElement(pad, 0, -3 * unit)
                .clickAndHold()
                .moveByOffset(0, 2 * unit)
                .moveByOffset(0, 2 * unit)
                .moveByOffset(0, 2 * unit)
                .release()
                .perform();
    }

    @ParameterizedTest
    @CsvSource({"conv", "dense"})
    void aDrawnOneIsReadAndItsBitsAreShown(String network) {
        browser.executeScript(
                "const s = document.getElementById('network'); s.value = arguments[0]; s.dispatchEvent(new"
                        + " Event('change'))",
                network);
        drawOne();
        untilItReads("1");

        assertThat(elements("#scores tbody tr")).hasSize(10);
        assertThat(elements("#scores tr.best th").get(0).getText()).isEqualTo("1");
        List<WebElement> layers = elements(".layer canvas");
        assertThat(layers).hasSize(network.equals("conv") ? 7 : 2);
        assertThat(layers).allSatisfy(layer -> assertThat(layer.getAttribute("aria-label"))
                .matches("Signs of layer \\d, [1-9][\\d,]* of [\\d,]+ are \\+1"));
        assertThat(element("spelled").getText())
                .containsPattern("so the bit is (\\+|\u2212)1\\.|The bit is (\\+|\u2212)1\\.");
        assertThat(element("times").getText()).containsPattern("Packed\\s+[\\d.]+ (µs|ms)");
    }

    @Test
    void aDrawingIsCentredAndScaledWhereverAndHoweverSmallItIs() {
        WebElement pad = element("pad");
        int unit = pad.getSize().getWidth() / 10;
        new Actions(browser)
                .moveToElement(pad, -4 * unit, -4 * unit)
                .clickAndHold()
                .moveByOffset(0, unit)
                .moveByOffset(0, unit)
                .release()
                .perform();
        untilItReads("1");

        @SuppressWarnings("unchecked")
        List<Number> seen = (List<Number>) browser.executeScript("const c = document.getElementById('seen');return"
                + " Array.from(c.getContext('2d').getImageData(0, 0, 28, 28).data).filter((v, i) => i % 4"
                + " === 0)");
        double mass = 0;
        double x = 0;
        double y = 0;
        int top = 28;
        int bottom = 0;
        for (int i = 0; i < seen.size(); i++) {
            double value = seen.get(i).doubleValue();
            mass += value;
            x += value * (i % 28 + .5);
            y += value * (i / 28 + .5);
            top = value > 0 ? Math.min(top, i / 28) : top;
            bottom = value > 0 ? Math.max(bottom, i / 28) : bottom;
        }
        assertThat(x / mass).isBetween(13.5, 14.5);
        assertThat(y / mass).isBetween(13.5, 14.5);
        assertThat(bottom - top + 1).isBetween(19, 22);
    }

    @Test
    void itIsDrawnByKeyboardAsWell() {
        element("pad").sendKeys(Keys.ARROW_UP, Keys.ARROW_UP, Keys.SPACE);
        for (int i = 0; i < 20; i++) {
            element("pad").sendKeys(Keys.ARROW_DOWN);
        }
        element("pad").sendKeys(Keys.SPACE);
        untilItReads("1");

        element("pad").sendKeys(Keys.DELETE);
        until("it is cleared", () -> element("answer").getText().equals("Draw a digit, or take a test image."));
    }

    @Test
    void aTestImageIsReadAndABitOfItIsChosen() {
        element("number").sendKeys("0", Keys.TAB);
        untilItReads("7");

        browser.executeScript("const s = document.getElementById('unit-layer'); s.value = '6';"
                + "s.dispatchEvent(new Event('change', {bubbles: true}))");
        element("unit-number").sendKeys(Keys.chord(Keys.CONTROL, "a"), "200", Keys.TAB);
        until("the sum is spelled out", () -> element("spelled").getText().contains("Of 576 weights, "));

        WebElement bits = elements(".layer canvas").get(0);
        new Actions(browser).moveToElement(bits).click().perform();
        until(
                "a click chooses",
                () -> element("unit-layer").getAttribute("value").equals("0")
                        && element("spelled").getText().contains("eight bit planes"));
    }

    @ParameterizedTest
    @CsvSource({"360, light", "360, dark", "1280, dark"})
    void nothingIsWiderThanThePage(int width, String scheme) {
        show(width, scheme);
        for (String network : List.of("conv", "dense")) {
            browser.executeScript(
                    "const s = document.getElementById('network'); s.value = arguments[0]; s.dispatchEvent(new"
                            + " Event('change'))",
                    network);
            drawOne();
            untilItReads("1");

            assertThat((Boolean) browser.executeScript(
                            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isTrue();
            // What is wider scrolls by itself, and can be reached by keyboard.
            assertThat(browser.executeScript(
                            "return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll,"
                                    + " .hidden, svg, .skip') && e.getBoundingClientRect().right >"
                                    + " document.documentElement.clientWidth + 1).map(e => e.outerHTML)"))
                    .isEqualTo(List.of());
        }
    }

    @Test
    void lightAndDarkDiffer() {
        String light = element("draw").getCssValue("background-color");
        show(1280, "dark");

        assertThat(element("draw").getCssValue("background-color")).isNotEqualTo(light);
    }

    @Test
    void eachControlHasAName() {
        assertThat(browser.executeScript(
                        "return [...document.querySelectorAll('button, select, input, canvas, svg')].filter(e =>"
                                + " {const named = e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') ||"
                                + " e.labels?.length || e.textContent.trim();return !named}).map(e => e.outerHTML)"))
                .isEqualTo(List.of());
    }
}
