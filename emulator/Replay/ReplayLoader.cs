using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Replay;

/// <summary>Reads the exchanges that are served back from a folder or a HAR file.</summary>
internal sealed partial class ReplayLoader(ApiRoutes routes, string basePath, ReplayMode mode)
{
    public const int MaxExchanges = 100_000;

    /// <summary>The largest size of all bodies.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    // Headers of the connection, and those that describe the body as it was transferred.
    private static readonly HashSet<string> Left = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Content-Encoding",
        "Content-Length",
        "Content-Type",
        "Keep-Alive",
        "Proxy-Authenticate",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
    };

    /// <exception cref="InvalidDataException">A file cannot be read or is malformed, or no exchange belongs to the API.</exception>
    public async Task<IReadOnlyList<ReplayEntry>> LoadAsync(string path, CancellationToken cancellationToken)
    {
        if (SpecSource.Address(path) is not null)
        {
            throw new InvalidDataException("A recording is replayed from a file or folder, not from an address. Download it first.");
        }

        var entries = new List<ReplayEntry>();
        var (total, bytes) = (0, 0L);
        try
        {
            await foreach (var exchange in TrafficFiles.ReadAsync([path], cancellationToken))
            {
                total++;
                if (!IsServed(exchange))
                {
                    continue;
                }

                if (!exchange.Response.Body.IsRecorded)
                {
                    if (mode == ReplayMode.Strict)
                    {
                        throw new InvalidDataException(
                            $"{exchange.Source}: The body of the response was not recorded, so it cannot be replayed. "
                                + "Record it again, or replay leniently."
                        );
                    }

                    continue;
                }

                var entry = new ReplayEntry(exchange.Source, ReplayRequest.Of(exchange), Response(exchange));
                bytes += entry.Response.Body.Length + (exchange.Request.Body.IsRecorded ? exchange.Request.Body.Utf8.Length : 0);
                entries.Add(entry);
                if (entries.Count > MaxExchanges || bytes > MaxBytes)
                {
                    throw new InvalidDataException(
                        $"{path}: There are more than {MaxExchanges} exchanges or {MaxBytes / 1024 / 1024} MB of bodies. Replay fewer."
                    );
                }
            }
        }
        catch (InputException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }

        return entries.Count > 0
            ? entries
            : throw new InvalidDataException(
                total == 0
                    ? $"{path}: There is no recorded exchange. Expected a folder that --record wrote, "
                        + "an exchange file (.json) or a HAR file."
                    : $"{path}: None of the {total} exchanges has a response and a path below {basePath}, so there is nothing to replay."
            );
    }

    // Hosts do not matter. The emulator checks the credential itself, and recordings hold none.
    private bool IsServed(Exchange exchange) =>
        exchange.Status is >= 200 and <= 599 and not 401 && routes.BelowBase(exchange.Path) is not null;

    private static EmulatorResponse Response(Exchange exchange) =>
        new(exchange.Status, exchange.Response.Body.Utf8, Sendable(exchange.Response.Header("Content-Type")))
        {
            Headers =
            [
                .. exchange
                    .Response.Headers.Where(header =>
                        !Left.Contains(header.Key) && Name().IsMatch(header.Key) && Sendable(header.Value) is not null
                    )
                    .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(group => KeyValuePair.Create(group.Key, string.Join(", ", group.Select(header => header.Value)))),
            ],
            IsReplayed = true,
        };

    // The web server refuses other characters.
    private static string? Sendable(string? value) => value?.All(letter => letter is >= ' ' and <= '~' or '\t') == true ? value : null;

    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}

/// <summary>A recorded exchange in the form in which it is served back.</summary>
internal sealed record ReplayEntry(string Source, ReplayRequest Request, EmulatorResponse Response);
