using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Writes JSON as responses have it.</summary>
internal static class JsonBytes
{
    private const int LargestKeptBuffer = 256 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    /// <summary>Returns the JSON that an action writes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        // What is written may be written in parts, each with a buffer of its own.
        var buffer = _spare ?? new ArrayBufferWriter<byte>(4096);
        _spare = null;
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= LargestKeptBuffer)
        {
            _spare = buffer;
        }

        return bytes;
    }
}
