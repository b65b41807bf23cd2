using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Waivers;

/// <summary>The waivers of one file.</summary>
internal sealed record WaiverFile(string Name, IReadOnlyList<Waiver> Waivers)
{
    /// <summary>Form of the dates.</summary>
    public const string DateFormat = "yyyy-MM-dd";

    /// <exception cref="InputException">The file cannot be read or is invalid.</exception>
    public static async Task<WaiverFile> LoadAsync(string file, CancellationToken cancellationToken) =>
        WaiverFileReader.Read(file, await SpecSource.ReadAsync(file, cancellationToken));
}
