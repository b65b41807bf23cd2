namespace WebhookSample;

/// <summary>What the command line asks for.</summary>
/// <param name="Serve">Whether the program stays up after the story.</param>
/// <param name="PostgreSql">Connection string of the database that events are kept in; in memory when null.</param>
internal sealed record Arguments(bool Serve, string? PostgreSql)
{
    public const string Usage = "Usage: dotnet run --project samples/WebhookReceiver [-- [--serve] [--postgresql CONNECTIONSTRING]]";

    /// <summary>Reads the command line; null when it cannot be read.</summary>
    public static Arguments? Read(ReadOnlySpan<string> rest)
    {
        var read = new Arguments(false, null);
        while (!rest.IsEmpty)
        {
            switch (rest)
            {
                case ["--serve", ..]:
                    read = read with { Serve = true };
                    rest = rest[1..];
                    break;
                case ["--postgresql", { Length: > 0 } connectionString, ..]:
                    read = read with { PostgreSql = connectionString };
                    rest = rest[2..];
                    break;
                default:
                    return null;
            }
        }

        return read;
    }
}
