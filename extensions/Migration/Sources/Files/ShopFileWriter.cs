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
    private readonly Utf8JsonWriter _writer = new(Stream.Null, RecordJson.Writer);
    private bool _isComplete;

    /// <exception cref="MigrationException">The file cannot be written.</exception>
    public ShopFileWriter(string folder, string name)
    {
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

        try
        {
            CreateFolder(folder);
            _stream = new FileStream(_temporary, options);
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Problem(exception);
        }
    }

    /// <summary>Writes a record as a line.</summary>
    /// <exception cref="MigrationException">The file cannot be written.</exception>
    public void Write<T>(T record) => Write(writer => JsonSerializer.Serialize(writer, record, RecordJson.TypeOf<T>(RecordJson.Compact)));

    /// <summary>Writes an object of JSON as a line.</summary>
    /// <exception cref="MigrationException">The file cannot be written.</exception>
    public void Write(Action<Utf8JsonWriter> write)
    {
        try
        {
            _writer.Reset(_stream);
            write(_writer);
            _writer.Flush();
            _stream.WriteByte((byte)'\n');
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Problem(exception);
        }
    }

    /// <summary>Replaces the file with what was written.</summary>
    /// <exception cref="MigrationException">The file cannot be written.</exception>
    public void Complete()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_temporary, _path, overwrite: true);
            _isComplete = true;
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Problem(exception);
        }
    }

    /// <summary>Deletes the temporary file of an incomplete write.</summary>
    public void Dispose()
    {
        try
        {
            // Disposing flushes, which a closed file does not allow.
            _writer.Reset(Stream.Null);
            _writer.Dispose();
            _stream.Dispose();
            if (!_isComplete)
            {
                File.Delete(_temporary);
            }
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // The caller reports why the file could not be written.
        }
    }

    private static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private MigrationException Problem(Exception exception) =>
        new($"{Path.GetFileName(_path)} cannot be written. Check the free space of the disk and the permissions of the folder.", exception);

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
