using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClickFunnels.Migration;

/// <summary>
/// Remembers what a migration is about to create and what it has created, in a file that only grows. It contains keys and ids, but no
/// personal data. A line that a crash cut off is dropped; any other damage is refused.
/// </summary>
internal sealed class MigrationJournal : IDisposable
{
    private const string Format = "clickfunnels-migration/1";
    private const long MaxBytes = 1L << 30;
    private const int ChecksumLength = 16;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter<JournalKind>(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = JournalTypes.Default,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly ConcurrentDictionary<(JournalKind Kind, string Key), MigrationEntry> _entries = new();
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly TimeProvider _clock;

    private MigrationJournal(FileStream file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <summary>The time when the first run began.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>True if no run has created anything yet.</summary>
    public bool IsEmpty => _entries.IsEmpty;

    /// <summary>Opens the journal for this process alone.</summary>
    /// <exception cref="MigrationException">The journal is used, damaged, or belongs to another migration.</exception>
    public static MigrationJournal Open(string path, string source, string workspace, TimeProvider clock)
    {
        FileStream file;
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            file = new FileStream(path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(
                "The journal cannot be opened. Another run may be using the folder, or its permissions forbid it.",
                exception
            );
        }

        var journal = new MigrationJournal(file, clock);
        try
        {
            journal.Read(source, workspace);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    public MigrationEntry? Find(JournalKind kind, string key) => _entries.GetValueOrDefault((kind, key));

    /// <summary>Returns all entries of a kind.</summary>
    public IReadOnlyList<MigrationEntry> All(JournalKind kind) => [.. _entries.Values.Where(entry => entry.Kind == kind)];

    /// <summary>Notes that a record is about to be created or completed.</summary>
    public void Start(params ReadOnlySpan<MigrationEntry> entries) => Append(entries);

    /// <summary>Notes that a record is finished.</summary>
    public void Finish(MigrationEntry entry) => Append([entry]);

    /// <summary>Notes that a record does not exist, because it was refused or was removed.</summary>
    public void Remove(JournalKind kind, string key) => Append([new MigrationEntry(kind, key) { IsRemoved = true }]);

    public void Dispose() => _file.Dispose();

    private void Read(string source, string workspace)
    {
        if (_file.Length > MaxBytes)
        {
            throw Damaged("it is larger than 1 GB");
        }

        using var reader = new StreamReader(_file, new UTF8Encoding(false, throwOnInvalidBytes: true), false, 1 << 16, leaveOpen: true);
        var text = ReadText(reader);
        var end = text.LastIndexOf('\n') + 1;
        var header = true;
        foreach (var line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length <= ChecksumLength || line[..ChecksumLength] != Checksum(line.AsSpan(ChecksumLength + 1)))
            {
                throw Damaged("a line does not have the checksum of its text");
            }

            if (header)
            {
                ReadHeader(line[(ChecksumLength + 1)..], source, workspace);
                header = false;
            }
            else
            {
                Remember(Parse<MigrationEntry>(line[(ChecksumLength + 1)..]));
            }
        }

        // A crash may have cut the last line off.
        _file.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, end)));
        _file.Seek(0, SeekOrigin.End);
        if (header)
        {
            StartedAt = _clock.GetUtcNow();
            Write(Line(new JournalHeader(Format, source, workspace, StartedAt)));
        }
    }

    private static string ReadText(StreamReader reader)
    {
        try
        {
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("it is not text");
        }
    }

    private void ReadHeader(string text, string source, string workspace)
    {
        var header = Parse<JournalHeader>(text);
        if (header.Format != Format)
        {
            throw Damaged("its format is unknown");
        }

        if (header.Source != source || header.Workspace != workspace)
        {
            throw new MigrationException(
                $"The folder belongs to a migration from {header.Source} to the workspace {header.Workspace}, but this is one from "
                    + $"{source} to {workspace}. Use a separate folder for each migration."
            );
        }

        StartedAt = header.StartedAt;
    }

    private static T Parse<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, TypeOf<T>()) ?? throw Damaged("a line is empty");
        }
        catch (JsonException)
        {
            throw Damaged("a line has another form");
        }
    }

    private static MigrationException Damaged(string why) =>
        new($"The journal is damaged: {why}. Restore it from a backup; without it, records could be created twice.");

    private void Append(ReadOnlySpan<MigrationEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            text.Append(Line(entry));
        }

        lock (_lock)
        {
            Write(text.ToString());
            foreach (var entry in entries)
            {
                Remember(entry);
            }
        }
    }

    private void Write(string text)
    {
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(text));
            _file.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw new MigrationException(
                "The journal cannot be written. Check the free space of the disk, and run the migration again.",
                exception
            );
        }
    }

    private void Remember(MigrationEntry entry)
    {
        if (entry.IsRemoved)
        {
            _entries.TryRemove((entry.Kind, entry.Key), out _);
        }
        else
        {
            _entries[(entry.Kind, entry.Key)] = entry;
        }
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T));

    private static string Line<T>(T value)
    {
        var text = JsonSerializer.Serialize(value, TypeOf<T>());
        return string.Create(CultureInfo.InvariantCulture, $"{Checksum(text)} {text}\n");
    }

    private static string Checksum(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes))[..ChecksumLength];
    }

    internal sealed record JournalHeader(string Format, string Source, string Workspace, DateTimeOffset StartedAt);
}

/// <summary>The lines of the journal, whose JSON is generated by the compiler, for Native AOT.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MigrationJournal.JournalHeader))]
[JsonSerializable(typeof(MigrationEntry))]
internal sealed partial class JournalTypes : JsonSerializerContext;

/// <summary>A record in the journal.</summary>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Key">Its key, which is unique for the kind.</param>
internal sealed record MigrationEntry(JournalKind Kind, string Key)
{
    /// <summary>True if ClickFunnels did not have the record before.</summary>
    public bool IsNew { get; init; }

    /// <summary>Id of the record; null until it is finished.</summary>
    public long? Id { get; init; }

    /// <summary>The time when the creation was last tried.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>True if the record does not exist.</summary>
    public bool IsRemoved { get; init; }
}

/// <summary>Kinds of records in the journal.</summary>
internal enum JournalKind
{
    ContactTag,
    ProductTag,
    Contact,
    Image,
    Product,
    Collection,
    Discount,
}
