using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The filter whose results are read. A filter that was created for the query is deleted with it.</summary>
internal sealed class QueriedFilter(RefineFiltersClient filters, ResourceId id, bool isTemporary, ResultQueryOptions options)
    : IAsyncDisposable
{
    private const string FilterClass = "ContactsFilter";
    private static readonly TimeSpan DeletionTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Creates a filter for contacts from criteria.</summary>
    public static async ValueTask<QueriedFilter> CreateAsync(
        RefineFiltersClient filters,
        IReadOnlyList<RefineFilterCriterionCreate> criteria,
        ResultQueryOptions options,
        CancellationToken cancellationToken
    )
    {
        var filter = new RefineFilterCreate
        {
            // Names must be new, and the name shows what the filter is for if it stays behind.
            Name = "Temporary filter of a query " + Guid.NewGuid().ToString("N"),
            FilterClass = FilterClass,
            Criteria = criteria,
        };
        var id = await CreateAsync(filters, filter, options, cancellationToken).ConfigureAwait(false);
        return new QueriedFilter(filters, id, isTemporary: true, options);
    }

    /// <summary>Reads a page of results.</summary>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public async Task<FilterResults> FetchAsync(ResultRequest request, CancellationToken cancellationToken)
    {
        var call = options.ApplyTo(
            new RefineFiltersGetOptions
            {
                RepeatsUnavailable = false,
                ResultsFields = request.Fields,
                ResultsLimit = request.Limit,
                ResultsMaxBytes = request.MaxBytes,
                ResultsAfter = request.After,
                ResultsCount = request.IncludeCount ? true : null,
            }
        );
        var filter = await filters.GetAsync(id, call, cancellationToken).ConfigureAwait(false);
        return filter.Results
            ?? throw new ApiResponseException(
                "The response has no results (getRefineFilter). The service seems not to know the parameter, or cannot query this kind of "
                    + "filter."
            );
    }

    public Task BackOffAsync(int failures, CancellationToken cancellationToken) => filters.WaitAfterAsync(failures, cancellationToken);

    /// <summary>Deletes a temporary filter. A failure is ignored: the rows are complete, or another exception is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isTemporary)
        {
            return;
        }

        try
        {
            // Also when the query was canceled.
            var call = options.ApplyTo(new RefineFiltersDeleteOptions());
            call.Timeout = DeletionTimeout;
            await filters.DeleteAsync(id, call, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ApiException)
        {
            // The name of the filter tells users what it was for.
        }
    }

    private static async Task<ResourceId> CreateAsync(
        RefineFiltersClient filters,
        RefineFilterCreate filter,
        ResultQueryOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var call = options.ApplyTo(new RefineFiltersCreateOptions());
            return (await filters.CreateAsync(filter, call, cancellationToken).ConfigureAwait(false)).Id;
        }
        catch (ApiException failure) when (failure.MayHaveBeenCarriedOut)
        {
            // The response was lost, but the filter may exist.
            var call = options.ApplyTo(new RefineFiltersListOptions { Filter = new RefineFilterListCriteria { Name = filter.Name! } });
            await foreach (var found in filters.ListAsync(call, cancellationToken).ConfigureAwait(false))
            {
                if (found.Name == filter.Name)
                {
                    return found.Id;
                }
            }

            throw;
        }
    }
}
