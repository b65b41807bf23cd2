namespace ClickFunnels.Emulator.Control;

/// <summary>Tells that the emulator is ready, and describes its control.</summary>
internal static class HealthEndpoints
{
    private static readonly byte[] Description = ReadDescription();

    public static void Map(RouteGroupBuilder control, ApiEmulator emulator)
    {
        control.MapGet("/health", () => ControlJson.Ok(new Health("ready", emulator.Api, emulator.Clock.GetUtcNow())));
        control.MapGet("/connection", () => ControlJson.Ok(emulator.Connection()));
        control.MapGet("/openapi.yaml", static () => Results.Bytes(Description, "application/yaml; charset=utf-8"));
    }

    private static byte[] ReadDescription()
    {
        using var stream = typeof(HealthEndpoints).Assembly.GetManifestResourceStream("ClickFunnels.Emulator.control.yaml")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    internal sealed record Health(string Status, string Api, DateTimeOffset Now);
}
