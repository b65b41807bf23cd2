using ClickFunnels.Core.Infrastructure;

namespace Simvoly;

/// <summary>Describes the Website API to the core. Source: the published documentation of the API.</summary>
internal sealed class SimvolyApi : ApiService
{
    public const string Path = "/api/site/";

    public static readonly SimvolyApi Service = new();

    public override string Name => "Simvoly";

    public override string ApiPath => Path;

    public override string PageSizeProperty => "limit";

    // The order of the lists is not documented, and there is no cursor.
    public override bool RereadsMovingLists => true;

    public override RedactionPolicy Redaction =>
        new() { EnumerationValues = ContractRedaction.EnumerationValues, FreeObjects = ContractRedaction.FreeObjects };
}
