namespace ClickFunnels.Cli.Accounts;

/// <summary>A service that the program knows.</summary>
internal enum ServicePlatform
{
    ClickFunnels,
    Simvoly,
    ElasticFunnels,
}
