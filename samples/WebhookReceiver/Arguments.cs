namespace WebhookSample;

/// <summary>The command-line arguments.</summary>
/// <param name="Serve">True to keep the program running after the story.</param>
/// <param name="PostgreSql">The connection string of the event database; null to keep events in memory.</param>
internal sealed record Arguments(bool Serve, string? PostgreSql)
{
    public const string Usage = "Usage: dotnet run --project samples/WebhookReceiver [-- [--serve] [--postgresql CONNECTIONSTRING]]";

    /// <summary>Parses the command line. Returns null if it is not valid.</summary>
    public static Arguments? Parse(ReadOnlySpan<string> rest)
    {
        var parsed = new Arguments(false, null);
        while (!rest.IsEmpty)
        {
            switch (rest)
            {
                case ["--serve", ..]:
                    parsed = parsed with { Serve = true };
                    rest = rest[1..];
                    break;
                case ["--postgresql", { Length: > 0 } connectionString, ..]:
                    parsed = parsed with { PostgreSql = connectionString };
                    rest = rest[2..];
                    break;
                default:
                    return null;
            }
        }

        return parsed;
    }
}
