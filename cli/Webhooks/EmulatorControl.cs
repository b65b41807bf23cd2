using System.Net.Http.Headers;
using System.Text.Json;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>The control of an emulator, below <c>/_emulator</c>. It needs no token, and none is sent.</summary>
internal sealed class EmulatorControl : IDisposable
{
    private const int MaximumResponse = 64 * 1024 * 1024;
    private readonly HttpClient _http;
    private readonly Uri _root;

    private EmulatorControl(Uri address)
    {
        _root = new Uri(address, "/_emulator/");
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                UseCookies = false,
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(60),
            MaxResponseContentBufferSize = MaximumResponse,
        };
    }

    /// <summary>Opens the control of the emulator that an account uses.</summary>
    /// <exception cref="CliException">The account does not use an emulator.</exception>
    public static async Task<EmulatorControl> OpenAsync(Account account, CancellationToken cancellationToken) =>
        await FindAsync(account, cancellationToken)
        ?? throw CliException.Account(
            "This command works with an emulator only, and the account does not use one. Start one with clickfunnels emulator, and set "
                + "CLICKFUNNELS_BASE_URL and CLICKFUNNELS_API_KEY to the url and the access_token that it prints."
        );

    /// <summary>Opens the control of the emulator that an account uses; null if it does not use one.</summary>
    public static async Task<EmulatorControl?> FindAsync(Account account, CancellationToken cancellationToken)
    {
        if (account.BaseAddress is not { } address)
        {
            return null;
        }

        var control = new EmulatorControl(address);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            using var health = await control.SendAsync(HttpMethod.Get, "health", null, limit.Token);
            if (health.RootElement.TryGetProperty("status", out var status) && status.ValueEquals("ready"))
            {
                return control;
            }
        }
        catch (Exception exception)
            when (exception is CliException or HttpRequestException or JsonException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            // Another service, or none.
        }

        control.Dispose();
        return null;
    }

    /// <summary>Reads something.</summary>
    public Task<JsonDocument> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Sends an object.</summary>
    public Task<JsonDocument> PostAsync(string path, Action<Utf8JsonWriter> fields, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, WebhookJson.Bytes(fields), cancellationToken);

    /// <summary>Changes a record.</summary>
    public Task<JsonDocument> PatchAsync(string path, byte[] body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, path, body, cancellationToken);

    /// <summary>Waits until no delivery is due, at most for some seconds.</summary>
    public async Task WaitAsync(int seconds, CancellationToken cancellationToken)
    {
        using var result = await PostAsync("deliveries/wait", json => json.WriteNumber("seconds", seconds), cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_root, path));
        request.Headers.UserAgent.ParseAdd(ProgramVersion.UserAgent);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            throw new CliException(ExitCodes.Connection, "connection", $"The emulator cannot be reached: {problem.Message}", problem);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(ExitCodes.Timeout, "timeout", "The emulator does not respond in time.", problem);
        }

        using (response)
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return JsonDocument.Parse(bytes);
            }

            throw Refused((int)response.StatusCode, bytes);
        }
    }

    private static CliException Refused(int status, byte[] bytes)
    {
        var message = $"The emulator returned status {status}.";
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (json.RootElement.TryGetProperty("error", out var error) && error.GetString() is { } text)
            {
                message = "The emulator refused this: " + text;
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Not the error of an emulator.
        }

        return status == 404
            ? new CliException(ExitCodes.NotFound, "not_found", message)
            : new CliException(ExitCodes.Refused, "refused", message);
    }
}
