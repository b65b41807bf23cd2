using Microsoft.Extensions.Options;

namespace ElasticFunnels.DependencyInjection;

/// <summary>Reports a missing brand when the host starts, instead of with the first call that needs it.</summary>
internal sealed class BrandValidator : IValidateOptions<ElasticFunnelsClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ElasticFunnelsClientOptions options) =>
        options.RequireBrand && options.BrandId.IsEmpty
            ? ValidateOptionsResult.Fail(
                "BrandId is missing: set it to the number in the address of the dashboard. Set RequireBrand to false for a client that is "
                    + "bound later with ForBrand, or that only lists brands."
            )
            : ValidateOptionsResult.Success;
}
