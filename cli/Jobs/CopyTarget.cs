using System.CommandLine;
using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;
using ClickFunnels.Sync.Parquet;
using ClickFunnels.Sync.PostgreSql;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The options that say where an export or a sync writes.</summary>
internal sealed class CopyTarget
{
    private const string Sqlite = "sqlite";
    private const string PostgreSql = "postgresql";
    private static readonly string[] Kinds = [Sqlite, "csv", "jsonl", "parquet", PostgreSql];

    private readonly Argument<string?> _path = new("target")
    {
        Description = "The file of the SQLite database, or the folder for the files. Not for PostgreSQL.",
        HelpName = "TARGET",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _kind = new("--to")
    {
        Description = "The kind of the target. A target that ends with .db, .sqlite or .sqlite3 is SQLite.",
        HelpName = string.Join('|', Kinds),
    };

    private readonly Option<string?> _connection = new("--connection-file")
    {
        Description = "PostgreSQL: a file with the connection string. CLICKFUNNELS_SYNC_CONNECTION or the PG* variables when left out.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _schema = new("--schema") { Description = "PostgreSQL: the schema of the tables.", HelpName = "NAME" };

    private readonly Option<bool> _formulas = new("--guard-formulas")
    {
        Description = "CSV: write an apostrophe before texts that a spreadsheet would run as a formula.",
    };

    public void AddTo(Command command, bool onlyDatabases)
    {
        var kinds = onlyDatabases ? [Sqlite, PostgreSql] : Kinds;
        _kind.HelpName = string.Join('|', kinds);
        _kind.CompletionSources.Add(kinds);
        command.Add(_path);
        command.Add(_kind);
        command.Add(_connection);
        command.Add(_schema);
        if (!onlyDatabases)
        {
            command.Add(_formulas);
        }
    }

    /// <summary>Opens the target; the caller disposes it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="onlyDatabases">True if rows must be replaced later.</param>
    /// <param name="cancellationToken">Cancels the reading of the connection file.</param>
    public async Task<SyncSink> OpenAsync(CommandRun run, bool onlyDatabases, CancellationToken cancellationToken)
    {
        var kind = Kind(run);
        if (kind == PostgreSql)
        {
            Refuse(run, kind, (_path, "TARGET"), (_formulas, _formulas.Name));
            return await PostgreSqlAsync(run, cancellationToken);
        }

        if (onlyDatabases && kind != Sqlite)
        {
            throw CliException.Usage(
                $"Rows of {kind} files cannot be replaced. Sync into sqlite or postgresql, or use clickfunnels export."
            );
        }

        Refuse(run, kind, (_connection, _connection.Name), (_schema, _schema.Name));
        if (kind != "csv")
        {
            Refuse(run, kind, (_formulas, _formulas.Name));
        }

        var path = run.Parsed.GetValue(_path);
        if (string.IsNullOrWhiteSpace(path))
        {
            throw CliException.Usage($"TARGET is missing: name the {(kind == Sqlite ? "file of the database" : "folder for the files")}.");
        }

        return kind switch
        {
            Sqlite => BundledSqlite.Open(run, path),
            "csv" => new CsvSink(path, new CsvSinkOptions { GuardFormulas = run.Parsed.GetValue(_formulas) }),
            "jsonl" => new JsonLinesSink(path),
            _ => new ParquetSink(path),
        };
    }

    /// <summary>True if the target exists, so that it can have the state of an earlier run.</summary>
    public bool Exists(CommandRun run) =>
        run.Parsed.GetValue(_path) is { Length: > 0 } path && (File.Exists(path) || Directory.Exists(Path.Combine(path, "_sink")));

    private string Kind(CommandRun run)
    {
        if (run.Parsed.GetValue(_kind) is { } given)
        {
            return Kinds.Contains(given, StringComparer.Ordinal)
                ? given
                : throw CliException.Usage($"--to must be {string.Join(", ", Kinds[..^1])} or {Kinds[^1]}. DuckDB reads the first four.");
        }

        var extension = Path.GetExtension(run.Parsed.GetValue(_path) ?? "").ToLowerInvariant();
        return extension is ".db" or ".sqlite" or ".sqlite3"
            ? Sqlite
            : throw CliException.Usage($"The kind of the target is not known: add --to {string.Join(", ", Kinds[..^1])} or {Kinds[^1]}.");
    }

    private static void Refuse(CommandRun run, string kind, params (Symbol Symbol, string Name)[] given)
    {
        foreach (var (symbol, name) in given)
        {
            var isGiven = symbol switch
            {
                Option<bool> flag => run.Parsed.GetValue(flag),
                Option<string?> option => run.Parsed.GetValue(option) is not null,
                _ => run.Parsed.GetValue((Argument<string?>)symbol) is not null,
            };
            if (isGiven)
            {
                throw CliException.Usage($"{name} has no meaning for {kind}. Leave it out.");
            }
        }
    }

    private async Task<SyncSink> PostgreSqlAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var connection = await PostgreSqlConnection.ReadAsync(run, run.Parsed.GetValue(_connection), cancellationToken);
        var options = new PostgreSqlSinkOptions();
        if (run.Parsed.GetValue(_schema) is { } schema)
        {
            options.Schema = schema;
        }

        if (options.Validate() is [var problem, ..])
        {
            throw CliException.Usage($"--schema: {problem}");
        }

        try
        {
            return new PostgreSqlSink(connection, options);
        }
        catch (ArgumentException)
        {
            // The message of the driver may repeat a part of the connection string, and so of the password.
            throw CliException.Input(
                "The connection string of PostgreSQL is not valid. Expected one such as Host=db;Database=shop;Username=sync."
            );
        }
    }
}
