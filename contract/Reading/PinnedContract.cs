namespace ClickFunnels.Contracts.Reading;

/// <summary>The contract that this assembly was built with.</summary>
internal static class PinnedContract
{
    /// <summary>The file name of the ClickFunnels contract.</summary>
    public const string FileName = "clickfunnels.yaml";

    /// <summary>Reads the embedded ClickFunnels contract.</summary>
    public static SpecFile Read()
    {
        using var stream =
            typeof(PinnedContract).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"{FileName} is not embedded in {typeof(PinnedContract).Assembly.GetName().Name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return SpecFile.Parse(FileName, bytes);
    }
}
