using System.Text;
using System.Text.Json;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;

namespace ClickFunnels.Cli.Operations;

/// <summary>
/// Writes the request that a command would send. Nothing is sent, except a request for the subdomain of a workspace if it is not known.
/// </summary>
internal static class DryRun
{
    public static Task<int> RunAsync(CommandRun run, Account account, OperationCall call, CancellationToken cancellationToken) =>
        RunAsync(
            run,
            account,
            call.LooksUpWorkspace,
            call.Secrets,
            (_, operations, token) => call.SendAsync(run, operations, token),
            cancellationToken
        );

    /// <summary>Writes the request of any call.</summary>
    /// <param name="run">The run.</param>
    /// <param name="account">The account.</param>
    /// <param name="looksUpWorkspace">True if the client may have to ask for the subdomain of the workspace first.</param>
    /// <param name="secrets">Fields whose values must not be shown.</param>
    /// <param name="send">Makes the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<int> RunAsync(
        CommandRun run,
        Account account,
        bool looksUpWorkspace,
        IReadOnlyCollection<string> secrets,
        Func<ApiClient, OperationClient, CancellationToken, Task> send,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var handler = new StopHandler(looksUpWorkspace, stop);
        using var client = Clients.Open(run, account, handler, out var operations);
        try
        {
            await send(client, operations, stop.Token);
        }
        catch (OperationCanceledException) when (handler.Request is not null)
        {
            // As intended: the call ended before its request was sent.
        }

        using var json = JsonDocument.Parse(handler.Request ?? throw new InvalidOperationException("No request was made."));
        var shape = new OutputShape
        {
            IsList = false,
            Secrets = secrets,
            IsSelectable = false,
        };
        var writer = run.Write(shape);
        await writer.WriteAsync(json.RootElement, cancellationToken);
        await writer.EndAsync(cancellationToken);
        return ExitCodes.Success;
    }

    /// <summary>Keeps the request of a call, and ends the call before it is sent.</summary>
    private sealed class StopHandler(bool looksUpWorkspace, CancellationTokenSource stop) : DelegatingHandler(new SocketsHttpHandler())
    {
        /// <summary>The request as JSON; null if there was none.</summary>
        public string? Request { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (looksUpWorkspace && IsLookUp(request))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : null;
            Request = ToJson(request, body);
            await stop.CancelAsync();
            throw new OperationCanceledException(stop.Token);
        }

        private static bool IsLookUp(HttpRequestMessage request) =>
            request.Method == HttpMethod.Get && request.RequestUri!.Segments is [.., "workspaces/", _];

        private static string ToJson(HttpRequestMessage request, byte[]? body)
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
            {
                var mediaType = request.Content?.Headers.ContentType;
                json.WriteStartObject();
                json.WriteString("method", request.Method.Method);
                json.WriteString("url", request.RequestUri!.AbsoluteUri);
                if (body is not null && mediaType?.MediaType == "application/json")
                {
                    json.WritePropertyName("body");
                    json.WriteRawValue(body);
                }
                else if (body is not null)
                {
                    json.WriteString("media_type", mediaType!.MediaType);
                    json.WriteString("body", Encoding.UTF8.GetString(body));
                }

                json.WriteEndObject();
            }

            return Encoding.UTF8.GetString(bytes.ToArray());
        }
    }
}
