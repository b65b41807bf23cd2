using ClickFunnels.Core.Infrastructure;

namespace ElasticFunnels;

/// <summary>Describes the ElasticFunnels API to the core. Sources: published documentation on authentication and errors.</summary>
internal sealed class ElasticFunnelsApi : ApiService
{
    public const string Address = "https://app.elasticfunnels.io" + Path;

    public const string Path = "/api/";

    public const string BrandParameter = "brand";

    public static readonly ElasticFunnelsApi Service = new();

    public override string Name => "ElasticFunnels";

    public override string ApiPath => Path;

    public override string AuthenticationHeader => "EF-Access-Key";

    public override string AuthenticationPrefix => "";

    public override string RedirectAdvice =>
        "ElasticFunnels redirects to its login page when it does not accept the access key, and for some PUT requests: check AccessKey and "
        + "BrandId, and update products with UpdateByPostAsync.";

    public override RedactionPolicy Redaction =>
        new()
        {
            EnumerationValues = ContractRedaction.EnumerationValues,
            FreeObjects = ContractRedaction.FreeObjects,
            PlainParameters = ["sort", "sort_direction", "columns[]"],
            NumericNames = ["page", "per_page"],
        };
}
