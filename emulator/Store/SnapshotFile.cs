using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>The part of a snapshot that connects it with its change log.</summary>
/// <param name="LogId">Id of the log that continues the snapshot; null if none does.</param>
/// <param name="ReplacedLogId">Id of the log whose changes the snapshot has.</param>
/// <param name="Waiting">Deliveries that are not finished.</param>
internal sealed record SnapshotHeader(string? LogId, string? ReplacedLogId, IReadOnlyList<WaitingDelivery> Waiting);

/// <summary>Saves a store to a file and reads it back. Tokens and secrets are not part of it.</summary>
internal static class SnapshotFile
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Version = 1;

    // Room for more ids than anybody can use up, and exact in every language's numbers.
    private const long MostId = 1L << 52;

    // Snapshots without the name of an API are of this one: there was no other when the format was made.
    private const string FirstApi = "clickfunnels";

    /// <summary>Replaces the file at once: after a failure it is the old one. The caller holds the store's gate.</summary>
    /// <returns>The size of the file.</returns>
    public static long Save(RecordStore store, string path, SnapshotHeader? header) =>
        Save(store.Api, store.NextId, store.All, path, header);

    /// <summary>Replaces the file at once: after a failure it is the old one.</summary>
    /// <returns>The size of the file.</returns>
    public static long Save(string api, StoreState state, string path, SnapshotHeader? header) =>
        Save(api, state.NextId, state.Records.OrderBy(record => record.Id), path, header);

    private static long Save(string api, long nextId, IEnumerable<Record> records, string path, SnapshotHeader? header)
    {
        var whole = Path.GetFullPath(path);
        var temporary = $"{whole}.{Guid.NewGuid():N}.tmp";
        try
        {
            long size;
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Private;
            }

            using (var stream = new FileStream(temporary, options))
            {
                using (var json = new Utf8JsonWriter(stream))
                {
                    WriteStart(json, api, nextId, header);
                    foreach (var record in records)
                    {
                        WriteRecord(json, record);
                    }

                    WriteEnd(json);
                }

                stream.Flush(flushToDisk: true);
                size = stream.Length;
            }

            File.Move(temporary, whole, overwrite: true);
            return size;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public static void WriteRecord(Utf8JsonWriter json, Record record)
    {
        json.WriteStartObject();
        json.WriteString("resource", record.Resource);
        json.WriteNumber("id", record.Id);
        json.WriteNumber("team_id", record.TeamId);
        if (record.WorkspaceId is { } workspace)
        {
            json.WriteNumber("workspace_id", workspace);
        }
        else
        {
            json.WriteNull("workspace_id");
        }

        json.WritePropertyName("fields");
        record.Fields.WriteTo(json);
        json.WriteEndObject();
    }

    public static void WriteDeliveries(Utf8JsonWriter json, string name, IReadOnlyList<WaitingDelivery> deliveries)
    {
        json.WriteStartArray(name);
        foreach (var delivery in deliveries)
        {
            json.WriteStartArray();
            json.WriteNumberValue(delivery.EventId);
            json.WriteNumberValue(delivery.EndpointId);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static IReadOnlyList<WaitingDelivery> ReadDeliveries(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list)
            ? [.. list.EnumerateArray().Select(pair => new WaitingDelivery(pair[0].GetInt64(), pair[1].GetInt64()))]
            : [];

    /// <summary>Reads the name of the API of a snapshot.</summary>
    /// <exception cref="InvalidDataException">The file is not a snapshot.</exception>
    public static async Task<string> ApiOfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            using var snapshot = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            return snapshot.RootElement.TryGetProperty("api", out var api) ? api.GetString() ?? FirstApi : FirstApi;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is not a snapshot of the emulator: {exception.Message}", exception);
        }
    }

    /// <exception cref="InvalidDataException">The file is not a snapshot.</exception>
    public static async Task<SnapshotHeader> LoadAsync(RecordStore store, string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return await LoadAsync(store, stream, path, cancellationToken);
    }

    /// <summary>Fills an empty store. If that fails, the store is of no further use.</summary>
    /// <param name="store">The store.</param>
    /// <param name="stream">The snapshot.</param>
    /// <param name="name">Name of the snapshot in errors.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidDataException">The stream is not a snapshot.</exception>
    public static async Task<SnapshotHeader> LoadAsync(RecordStore store, Stream stream, string name, CancellationToken cancellationToken)
    {
        try
        {
            // A record with two fields of one name would fail each call that reads it.
            var snapshot =
                await JsonNode.ParseAsync(
                    stream,
                    documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false },
                    cancellationToken: cancellationToken
                ) as JsonObject
                ?? throw new InvalidDataException("The file contains no JSON object.");
            if (snapshot["version"]?.GetValue<int>() != Version)
            {
                throw new InvalidDataException($"The version must be {Version}.");
            }

            var api = snapshot["api"]?.GetValue<string>() ?? FirstApi;
            if (api != store.Api)
            {
                throw new InvalidDataException($"It is of the API {api}, not of {store.Api}.");
            }

            foreach (var item in (JsonArray)snapshot["records"]!)
            {
                store.Insert(
                    item!["resource"]!.GetValue<string>(),
                    item["id"]!.GetValue<long>(),
                    item["team_id"]!.GetValue<long>(),
                    item["workspace_id"]?.GetValue<long>(),
                    (JsonObject)item["fields"]!.DeepClone()
                );
            }

            store.ContinueFrom(
                Math.Max(snapshot["next_id"]!.GetValue<long>(), store.All.Select(record => record.Id).DefaultIfEmpty().Max() + 1)
            );
            Check(store);

            return new SnapshotHeader(
                snapshot["log"]?.GetValue<string>(),
                snapshot["replaced_log"]?.GetValue<string>(),
                [
                    .. (snapshot["waiting_deliveries"] as JsonArray ?? []).Select(pair => new WaitingDelivery(
                        pair![0]!.GetValue<long>(),
                        pair[1]!.GetValue<long>()
                    )),
                ]
            );
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or InvalidOperationException
                        or InvalidCastException
                        or NullReferenceException
                        or ArgumentException
                        or FormatException
                        or InvalidDataException
            )
        {
            throw new InvalidDataException($"{name} is not a snapshot of the emulator: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the part before the records.</summary>
    public static void WriteStart(Utf8JsonWriter json, string api, long nextId, SnapshotHeader? header)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        if (api != FirstApi)
        {
            json.WriteString("api", api);
        }

        json.WriteNumber("next_id", nextId);
        if (header is not null)
        {
            json.WriteString("log", header.LogId);
            json.WriteString("replaced_log", header.ReplacedLogId);
            WriteDeliveries(json, "waiting_deliveries", header.Waiting);
        }

        json.WriteStartArray("records");
    }

    /// <summary>Writes the part after the records.</summary>
    public static void WriteEnd(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What every call relies on. Everything else about a record only shows in the responses about it.
    private static void Check(RecordStore store)
    {
        if (!store.All.Any(record => record.IsTenant && record.WorkspaceId is not null))
        {
            throw new InvalidDataException("The file contains no workspace, website or brand.");
        }

        if (store.NextId > MostId || store.All.FirstOrDefault(record => record.Id is < 1 or > MostId) is not null)
        {
            throw new InvalidDataException($"An id is not from 1 to {MostId}.");
        }

        if (
            store.All.FirstOrDefault(record => record.WorkspaceId is { } tenant && store.Find(tenant) is not { IsTenant: true }) is { } lost
        )
        {
            throw new InvalidDataException($"The workspace {lost.WorkspaceId} of the record {lost.Id} is not in the file.");
        }
    }
}
