using ClickFunnels.Sync.Tests.Sinks;

namespace ClickFunnels.Sync.Tests.Files;

[TestFixtureSource(typeof(FileFormat), nameof(FileFormat.All))]
public sealed class FileSinkContractTests(FileFormat format) : SinkContract
{
    private protected override SinkStorage NewStorage() => new FileStorage(format);
}
