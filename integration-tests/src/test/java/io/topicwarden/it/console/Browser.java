/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.console;

import io.topicwarden.it.broker.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** Chromium without a window, as Debian packages it. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether it is installed; `.ci/run` does that. */
    public static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    public static Browser start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--force-color-profile=srgb");
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    public ChromeDriver driver() {
        return driver;
    }

    public void open(String address) {
        driver.get(address);
    }

    /** How large the window is, in CSS pixels. */
    public void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Asks for {@code light} or {@code dark}, as the user's settings would. */
    public void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The element, once it is there. */
    public WebElement find(String selector) {
        return Await.value(selector, DEADLINE, () -> driver.findElements(By.cssSelector(selector)).stream()
                .findFirst());
    }

    /** The text of an element as it is copied, spaces and all. */
    public String content(String selector) {
        return String.valueOf(find(selector).getDomProperty("textContent"));
    }

    /** The link of this text, once it is there. */
    public WebElement link(String text) {
        return Await.value("the link " + text, DEADLINE, () -> driver.findElements(By.partialLinkText(text)).stream()
                .findFirst());
    }

    /** The texts of all elements. */
    public List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Returns once an element shows this text. */
    public void awaitText(String selector, String text) {
        Await.value(
                selector + " shows `" + text + "`; the page shows: " + body(), DEADLINE, () -> shows(selector, text));
    }

    private Optional<Boolean> shows(String selector, String text) {
        try {
            return texts(selector).stream().anyMatch(shown -> shown.contains(text))
                    ? Optional.of(true)
                    : Optional.empty();
        } catch (StaleElementReferenceException replaced) {
            return Optional.empty();
        }
    }

    private String body() {
        return String.join("\n", texts("body"));
    }

    /** What JavaScript says. */
    public String ask(String expression) {
        return String.valueOf(driver.executeScript("return " + expression));
    }

    /** What the pages have complained of since the last time: errors, and breaches of their content security policy. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(line -> !line.startsWith("INFO") && !line.startsWith("DEBUG"))
                .toList();
    }

    /** A picture of what is seen, if the property {@code topicwarden.pictures} names a folder for them. */
    public void picture(String name) {
        Optional.ofNullable(System.getProperty("topicwarden.pictures")).ifPresent(folder -> {
            Path file = Path.of(System.getProperty("topicwarden.repository", "."))
                    .resolve(folder)
                    .resolve(name + ".png");
            try {
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() {
        driver.quit();
    }
}
