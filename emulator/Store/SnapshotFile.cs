using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>Saves a store to a file and reads it back. Tokens and secrets are not part of it.</summary>
internal static class SnapshotFile
{
    private const int Version = 1;

    public static async Task SaveAsync(RecordStore store, string path, CancellationToken cancellationToken)
    {
        byte[] bytes;
        lock (store.Gate)
        {
            var records = new JsonArray([
                .. store.All.Select(record => new JsonObject
                {
                    ["resource"] = record.Resource,
                    ["id"] = record.Id,
                    ["team_id"] = record.TeamId,
                    ["workspace_id"] = record.WorkspaceId,
                    ["fields"] = record.Fields.DeepClone(),
                }),
            ]);
            bytes = JsonSerializer.SerializeToUtf8Bytes(
                new JsonObject
                {
                    ["version"] = Version,
                    ["next_id"] = store.NextId,
                    ["records"] = records,
                }
            );
        }

        var whole = Path.GetFullPath(path);
        var temporary = $"{whole}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, bytes, cancellationToken);
            File.Move(temporary, whole, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <exception cref="InvalidDataException">The file is not a snapshot.</exception>
    public static async Task LoadAsync(RecordStore store, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            var snapshot =
                await JsonNode.ParseAsync(stream, cancellationToken: cancellationToken) as JsonObject
                ?? throw new InvalidDataException("The file contains no JSON object.");
            if (snapshot["version"]?.GetValue<int>() != Version)
            {
                throw new InvalidDataException($"The version must be {Version}.");
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
            if (!store.All.Any(record => record.IsTenant && record.WorkspaceId is not null))
            {
                throw new InvalidDataException("The file contains no workspace.");
            }
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
            throw new InvalidDataException($"{path} is not a snapshot of the emulator: {exception.Message}", exception);
        }
    }
}
