using System.Text;

namespace ClickFunnels.Sync.PostgreSql;

/// <summary>The options of a <see cref="PostgreSqlSink" />.</summary>
public sealed class PostgreSqlSinkOptions
{
    /// <summary>
    /// Name of the schema of the tables, at most 63 bytes; <c>clickfunnels</c> by default. It is created if it does not exist.
    /// </summary>
    public string Schema { get; set; } = "clickfunnels";

    /// <summary>
    /// The largest number of repetitions of a call after transient failures, such as a lost connection, a deadlock or a restart of the
    /// server, 0 to 20; 6 by default.
    /// </summary>
    public int MaxRetries { get; set; } = 6;

    /// <summary>The delay before the first repetition; it doubles with each further one. 250 ms by default, at most 1 minute.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns the problems, each naming the option and how to fix it; empty if the options are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        if (
            string.IsNullOrWhiteSpace(Schema)
            || Encoding.UTF8.GetByteCount(Schema) > 63
            || Schema.Any(char.IsControl)
            || Schema.EnumerateRunes().Contains(Rune.ReplacementChar)
            || Schema.StartsWith("pg_", StringComparison.Ordinal)
        )
        {
            problems.Add("Schema must have 1 to 63 bytes without control characters, and must not begin with pg_.");
        }

        if (MaxRetries is < 0 or > 20)
        {
            problems.Add("MaxRetries must be from 0 to 20.");
        }

        if (RetryDelay < TimeSpan.Zero || RetryDelay > TimeSpan.FromMinutes(1))
        {
            problems.Add("RetryDelay must be from 0 to 1 minute.");
        }

        return problems;
    }
}
