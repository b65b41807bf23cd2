global using static ClickFunnels.Emulator.Browser.Tests.Calls;
global using static Microsoft.Playwright.Assertions;
using System.Net.Http.Headers;
using System.Text;

namespace ClickFunnels.Emulator.Browser.Tests;

/// <summary>Clients of an emulator.</summary>
internal static class Calls
{
    public static ClickFunnelsClient Client(ClickFunnelsEmulator emulator) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
                UserAgent = "browser-tests/1.0",
            }
        );

    /// <summary>Returns a plain HTTP client, for requests that the client of the library would not send.</summary>
    public static HttpClient Caller(ClickFunnelsEmulator emulator)
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("browser-tests/1.0");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.AccessToken);
        return http;
    }

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    /// <summary>Returns options of an emulator whose requests break the contract on purpose.</summary>
    public static ClickFunnelsEmulatorOptions Unrecorded() => new() { TrafficFolder = null };
}
