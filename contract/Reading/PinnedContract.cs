using System.IO.Compression;

namespace ClickFunnels.Contracts.Reading;

/// <summary>The contracts that this assembly was built with.</summary>
internal static class PinnedContract
{
    /// <summary>The file name of the ClickFunnels contract.</summary>
    public const string FileName = "clickfunnels.yaml";

    /// <summary>Reads an embedded contract.</summary>
    /// <param name="fileName">Name of its file in <c>spec/</c>.</param>
    /// <exception cref="InvalidOperationException">No contract with this name is embedded.</exception>
    public static SpecFile Read(string fileName = FileName)
    {
        using var stream =
            typeof(PinnedContract).Assembly.GetManifestResourceStream(fileName + ".gz")
            ?? throw new InvalidOperationException($"{fileName} is not embedded in {typeof(PinnedContract).Assembly.GetName().Name}.");
        using var text = new GZipStream(stream, CompressionMode.Decompress);
        var bytes = new MemoryStream();
        text.CopyTo(bytes);
        return SpecFile.Parse(fileName, bytes.ToArray());
    }
}
