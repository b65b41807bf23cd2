namespace ClickFunnels.Sync.Tests.Sinks;

public sealed class PostgreSqlSinkTests : UpdatableSinkContract
{
    private protected override int ModelRuns => 60;

    private protected override SinkStorage NewStorage() => new PostgreSqlStorage();
}
