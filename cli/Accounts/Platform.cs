namespace ClickFunnels.Cli.Accounts;

/// <summary>A service that the program knows.</summary>
internal enum Platform
{
    ClickFunnels,
    Simvoly,
    ElasticFunnels,
}
