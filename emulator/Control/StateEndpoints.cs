using System.Text.Json;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Control;

/// <summary>Resets the state, keeps it in memory, and hands it out and takes it as a file.</summary>
internal static class StateEndpoints
{
    private const int MaxSnapshotBytes = 256 * 1024 * 1024;
    private const int RecordsBetweenFlushes = 200;

    public static void Map(RouteGroupBuilder control, ApiEmulator emulator, EmulatorHost host)
    {
        control.MapPost(
            "/reset",
            async () =>
            {
                await emulator.ResetAsync();
                return Results.NoContent();
            }
        );
        control.MapGet("/snapshot", context => WriteAsync(context, host));
        control.MapPut(
            "/snapshot",
            async (HttpContext context) =>
            {
                ControlJson.RequireJson(context.Request);
                using var snapshot = new MemoryStream(await ControlJson.ReadBytesAsync(context.Request, MaxSnapshotBytes));
                await emulator.RestoreSnapshotAsync(snapshot, "The body", context.RequestAborted);
                return Results.NoContent();
            }
        );
        control.MapGet("/snapshots", () => ControlJson.Ok(new KeptStates(emulator.KeptStates)));
        control.MapPost(
            "/snapshots",
            async (HttpContext context) =>
            {
                var name = (await ControlJson.ReadOptionalAsync<NewState>(context.Request))?.Name ?? FreeName(emulator.KeptStates);
                try
                {
                    emulator.KeepState(name);
                }
                catch (InvalidOperationException problem)
                {
                    throw new ControlProblem(409, problem.Message);
                }

                return ControlJson.Created(new KeptState(name));
            }
        );
        control.MapPost(
            "/snapshots/{name}/restore",
            async (string name) =>
            {
                await emulator.RestoreStateAsync(name);
                return Results.NoContent();
            }
        );
        control.MapDelete(
            "/snapshots/{name}",
            (string name) => emulator.ForgetState(name) ? Results.NoContent() : throw new ControlProblem(404, $"No state '{name}' is kept.")
        );
    }

    // Records do not change once they are captured, so that a slow reader keeps no call waiting.
    private static async Task WriteAsync(HttpContext context, EmulatorHost host)
    {
        var state = host.Capture().Records;
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = context.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(body);
        SnapshotFile.WriteStart(json, host.Platform.Api, state.NextId, null);
        foreach (var (index, record) in state.Records.OrderBy(record => record.Id).Index())
        {
            SnapshotFile.WriteRecord(json, record);
            if (index % RecordsBetweenFlushes == RecordsBetweenFlushes - 1)
            {
                await json.FlushAsync(context.RequestAborted);
                await body.FlushAsync(context.RequestAborted);
            }
        }

        SnapshotFile.WriteEnd(json);
        await json.FlushAsync(context.RequestAborted);
        await body.FlushAsync(context.RequestAborted);
    }

    private static string FreeName(IReadOnlyList<string> taken)
    {
        var number = taken.Count + 1;
        while (taken.Contains($"state-{number}"))
        {
            number++;
        }

        return $"state-{number}";
    }

    internal sealed record NewState(string? Name = null);

    internal sealed record KeptState(string Name);

    internal sealed record KeptStates(IReadOnlyList<string> Names);
}
