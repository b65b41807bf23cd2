using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>
/// Writes lines to a temporary file, which replaces the file at the end. Only the owner may read it, because it can contain personal data.
/// </summary>
internal sealed class ShopFileWriter : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _isComplete;

    public ShopFileWriter(string folder, string name)
    {
        CreateFolder(folder);
        _path = Path.Combine(folder, name);
        // Nobody can prepare a link under a random name, and CreateNew would not follow it.
        _temporary = $"{_path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = BufferSize,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _stream = new FileStream(_temporary, options);
    }

    /// <summary>Writes a record as a line.</summary>
    public void Write<T>(T record)
    {
        JsonSerializer.Serialize(_stream, record, RecordJson.Compact);
        _stream.WriteByte((byte)'\n');
    }

    /// <summary>Writes an object of JSON as a line.</summary>
    public void Write(Action<Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(_stream, RecordJson.Writer))
        {
            write(writer);
        }

        _stream.WriteByte((byte)'\n');
    }

    /// <summary>Replaces the file with what was written.</summary>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _isComplete = true;
    }

    /// <summary>Deletes the temporary file of an incomplete write.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_isComplete)
        {
            File.Delete(_temporary);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
