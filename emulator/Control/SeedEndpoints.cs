using System.Text;
using ClickFunnels.Emulator.Seeding;

namespace ClickFunnels.Emulator.Control;

/// <summary>Adds the records of a seed file, tells the ids of those that have a name, and writes the state as a seed file.</summary>
internal static class SeedEndpoints
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Map(RouteGroupBuilder control, ApiEmulator emulator)
    {
        control.MapPost(
            "/seed",
            async (HttpContext context) =>
            {
                var text = await ReadAsync(context.Request);
                return ControlJson.Ok(new SeededRecords(emulator.Seed(text, "The body")));
            }
        );
        control.MapGet("/seed", () => Results.Text(emulator.ExportSeed(), "application/yaml", Utf8));
        control.MapGet("/seeded", () => ControlJson.Ok(new SeededRecords(emulator.Seeded)));
    }

    private static async Task<string> ReadAsync(HttpRequest request)
    {
        // A web page of another site can send neither without asking first.
        var type = request.ContentType?.Split(';')[0].Trim();
        if (!request.HasJsonContentType() && !"application/yaml".Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            throw new ControlProblem(415, "Send the seed file with Content-Type: application/yaml or application/json.");
        }

        try
        {
            return Utf8.GetString(await ControlJson.ReadBytesAsync(request, SeedReader.MaxBytes));
        }
        catch (DecoderFallbackException)
        {
            throw new ControlProblem(400, "The body is not UTF-8 text.");
        }
    }

    internal sealed record SeededRecords(IReadOnlyDictionary<string, SeededRecord> Records);
}
