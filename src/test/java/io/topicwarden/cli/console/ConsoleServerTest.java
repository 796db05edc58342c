/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what every answer says. */
final class ConsoleServerTest {

    private static final Pattern COOKIE = Pattern.compile("(?i)set-cookie: ([^;\r]*)([^\r]*)\r");

    @SuppressWarnings("NullAway.Init")
    private ConsoleServer server;

    @SuppressWarnings("NullAway.Init")
    private RawHttp http;

    @BeforeEach
    void start() throws IOException {
        server = ConsoleServer.start(
                0,
                Map.of(
                        "/api/echo", parameters -> "\"" + parameters.first("x").orElse("") + "\"",
                        "/api/none", ConsoleServerTest::none,
                        "/api/broken", ConsoleServerTest::broken));
        http = new RawHttp(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String none(Parameters parameters) throws NoAnswerException {
        throw new NoAnswerException("there is none");
    }

    private static String broken(Parameters parameters) {
        throw new IllegalStateException("broken");
    }

    private String target() {
        return server.address().substring(server.address().indexOf("/?"));
    }

    private String enter() throws IOException {
        Matcher cookie = COOKIE.matcher(http.get(target()));
        assertThat(cookie.find()).isTrue();
        return "Cookie: " + cookie.group(1);
    }

    @Test
    void cookie_given_isForThisSiteAlone() throws IOException {
        Matcher cookie = COOKIE.matcher(http.get(target()));
        assertThat(cookie.find()).isTrue();
        assertThat(cookie.group(2)).contains("HttpOnly").contains("SameSite=Strict");
    }

    @Test
    void token_secondTime_isRefused() throws IOException {
        String target = target();
        http.get(target);
        assertThat(http.get(target)).startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("set-cookie");
    }

    @Test
    void token_secondTimeFromTheSameBrowser_leadsIn() throws IOException {
        String target = target();
        assertThat(http.get(target, enter())).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?token=",
                "/?token=x",
                "/refusal?id=1",
                "/console.css",
                "/shown.js",
                "/api/echo?x=1",
                "/nothing"
            })
    void request_withoutCookie_isRefused(String target) throws IOException {
        assertThat(http.get(target)).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void request_wrongCookie_isRefused() throws IOException {
        String cookie = enter();
        assertThat(http.get("/api/echo?x=1", cookie.substring(0, cookie.length() - 1)))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "[::1]"})
    void request_toAnotherHost_isRefused(String host) throws IOException {
        String cookie = enter();
        assertThat(http.send("GET /api/echo?x=1 HTTP/1.1\r\nHost: " + host + "\r\n" + cookie + "\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void token_toAnotherHost_isNotTaken() throws IOException {
        http.send("GET " + target() + " HTTP/1.1\r\nHost: evil.example\r\n");
        assertThat(http.get(target())).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get"})
    void request_otherMethod_isRefused(String method) throws IOException {
        String cookie = enter();
        assertThat(http.send(method + " /api/echo?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + cookie
                        + "\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void request_withBody_isRefused() throws IOException {
        assertThat(http.get("/api/echo?x=1", enter(), "Content-Length: 5")).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void request_tooLong_isRefused() throws IOException {
        assertThat(http.get("/api/echo?x=" + "y".repeat(8_200), enter())).startsWith("HTTP/1.1 414 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "//x", "//?token=x", "//api/echo?x=1", "*", "http://127.0.0.1"})
    void request_addressWithoutAPath_isRefused(String target) throws IOException {
        assertThat(http.get(target, enter())).containsPattern("^HTTP/1.1 (400|404) ");
    }

    @Test
    void request_badEscape_isRefused() throws IOException {
        assertThat(http.get("/api/echo?x=%zz", enter())).startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void endpoint_askedFromElsewhere_isRefused(String site) throws IOException {
        assertThat(http.get("/api/echo?x=1", enter(), "Sec-Fetch-Site: " + site))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void endpoint_asked_answers() throws IOException {
        assertThat(http.get("/api/echo?x=a%2Fb", enter()))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\"a/b\"");
    }

    @Test
    void endpoint_withoutAnswer_saysWhy() throws IOException {
        assertThat(http.get("/api/none", enter())).startsWith("HTTP/1.1 422 ").contains("there is none");
    }

    @Test
    void endpoint_broken_saysSo() throws IOException {
        assertThat(http.get("/api/broken", enter())).startsWith("HTTP/1.1 500 ").contains("broken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/refusal",
                "/can-i",
                "/roles",
                "/console.css",
                "/icon.svg",
                "/overview.js",
                "/api/echo",
                "/nothing"
            })
    void answer_any_carriesTheHeadersThatKeepItIn(String target) throws IOException {
        assertThat(http.get(target, enter()))
                .containsIgnoringCase(
                        "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; ")
                .containsIgnoringCase("frame-ancestors 'none'")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("referrer-policy: no-referrer")
                .containsIgnoringCase("cache-control: no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/refusal", "/can-i", "/roles"})
    void page_any_hasNoScriptAndNoStyleOfItsOwn(String target) throws IOException {
        assertThat(http.get(target, enter()))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContain("<style")
                .doesNotContainPattern("\\s(style|on[a-z]+)=")
                .doesNotContainPattern("(src|href)=\"(?!/|#)");
    }

    @Test
    void server_otherAddressesOfThisMachine_areNotListenedOn() throws IOException {
        for (InetAddress address : others()) {
            assertThatThrownBy(() -> new Socket(address, server.port()).close()).isInstanceOf(ConnectException.class);
        }
    }

    private static List<InetAddress> others() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                .toList();
    }
}
