using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for saved filters: queries of the records that match them.</summary>
public static class RefineFilterExtensions
{
    /// <summary>
    /// Returns the contacts that match a saved filter, as rows with the fields that the expression reads: thousands of rows in each
    /// request.
    /// </summary>
    /// <remarks>
    /// <c>GET /refine_filters/{id}</c> (getRefineFilter) with <c>results</c>, for each page. At most two filtered reads are in progress at
    /// the same time (<see cref="ApiClientOptions.MaxConcurrentFilteredReads" />).
    /// </remarks>
    /// <param name="filters">The saved filters of a workspace: <c>client.RefineFilters</c>.</param>
    /// <param name="filterId">Numeric or public id of a saved filter for contacts.</param>
    /// <param name="selector">
    /// Makes a row of a contact, such as <c>c => new { c.Id, c.EmailAddress }</c>. The properties that it reads are the fields of the
    /// query. It must use the contact in no other way.
    /// </param>
    /// <param name="options">Position to start after, budgets and further options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The rows. They are fetched page by page while they are enumerated.</returns>
    /// <typeparam name="TRow">The type of a row.</typeparam>
    /// <exception cref="ArgumentException">The id is empty, or the expression uses something other than fields of a contact.</exception>
    public static ResultQuery<TRow> QueryContacts<TRow>(
        this RefineFiltersClient filters,
        ResourceId filterId,
        Expression<Func<ContactRow, TRow>> selector,
        ResultQueryOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Query(filters, filterId, RowSelector.Of(selector, ContactRow.RowFields), options, cancellationToken);

    /// <summary>
    /// Returns the contacts that match a saved filter, with a list of fields: the other properties of each row are not set.
    /// </summary>
    /// <remarks><c>GET /refine_filters/{id}</c> (getRefineFilter) with <c>results</c>, for each page.</remarks>
    /// <param name="filters">The saved filters of a workspace: <c>client.RefineFilters</c>.</param>
    /// <param name="filterId">Numeric or public id of a saved filter for contacts.</param>
    /// <param name="fields">The fields, such as <c>[c => c.Id, c => c.EmailAddress]</c>.</param>
    /// <param name="options">Position to start after, budgets and further options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The rows. They are fetched page by page while they are enumerated.</returns>
    /// <exception cref="ArgumentException">The id is empty, there are no fields, or one is not a field of a contact.</exception>
    public static ResultQuery<ContactRow> QueryContacts(
        this RefineFiltersClient filters,
        ResourceId filterId,
        IEnumerable<Expression<Func<ContactRow, object?>>> fields,
        ResultQueryOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Query(filters, filterId, RowSelector.Of(fields, ContactRow.RowFields), options, cancellationToken);

    /// <summary>
    /// Returns the contacts that match criteria, as rows with the fields that the expression reads. Each enumeration saves a filter with
    /// these criteria, and deletes it at its end.
    /// </summary>
    /// <remarks>
    /// <c>POST /workspaces/{workspace_id}/refine_filters</c>, <c>GET /refine_filters/{id}</c> with <c>results</c> for each page, and
    /// <c>DELETE /refine_filters/{id}</c>. If the program ends in between, the creation is canceled, or the deletion fails, the filter
    /// stays: its name begins with "Temporary filter of a query".
    /// </remarks>
    /// <param name="filters">The saved filters of a workspace: <c>client.RefineFilters</c>.</param>
    /// <param name="criteria">The criteria, at least one; all of them must match.</param>
    /// <param name="selector">
    /// Makes a row of a contact, such as <c>c => new { c.Id, c.EmailAddress }</c>. The properties that it reads are the fields of the
    /// query. It must use the contact in no other way.
    /// </param>
    /// <param name="options">Position to start after, budgets and further options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the query; the filter is deleted all the same.</param>
    /// <returns>The rows. They are fetched page by page while they are enumerated.</returns>
    /// <typeparam name="TRow">The type of a row.</typeparam>
    /// <exception cref="ArgumentException">
    /// There are no criteria, or the expression uses something other than fields of a contact.
    /// </exception>
    public static ResultQuery<TRow> QueryContacts<TRow>(
        this RefineFiltersClient filters,
        IEnumerable<RefineFilterCriterionCreate> criteria,
        Expression<Func<ContactRow, TRow>> selector,
        ResultQueryOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Query(filters, criteria, RowSelector.Of(selector, ContactRow.RowFields), options, cancellationToken);

    /// <summary>
    /// Returns the contacts that match criteria, with a list of fields: the other properties of each row are not set. Each enumeration
    /// saves a filter with these criteria, and deletes it at its end.
    /// </summary>
    /// <remarks>
    /// <c>POST /workspaces/{workspace_id}/refine_filters</c>, <c>GET /refine_filters/{id}</c> with <c>results</c> for each page, and
    /// <c>DELETE /refine_filters/{id}</c>. If the program ends in between, the creation is canceled, or the deletion fails, the filter
    /// stays: its name begins with "Temporary filter of a query".
    /// </remarks>
    /// <param name="filters">The saved filters of a workspace: <c>client.RefineFilters</c>.</param>
    /// <param name="criteria">The criteria, at least one; all of them must match.</param>
    /// <param name="fields">The fields, such as <c>[c => c.Id, c => c.EmailAddress]</c>.</param>
    /// <param name="options">Position to start after, budgets and further options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the query; the filter is deleted all the same.</param>
    /// <returns>The rows. They are fetched page by page while they are enumerated.</returns>
    /// <exception cref="ArgumentException">There are no criteria or no fields, or one is not a field of a contact.</exception>
    public static ResultQuery<ContactRow> QueryContacts(
        this RefineFiltersClient filters,
        IEnumerable<RefineFilterCriterionCreate> criteria,
        IEnumerable<Expression<Func<ContactRow, object?>>> fields,
        ResultQueryOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Query(filters, criteria, RowSelector.Of(fields, ContactRow.RowFields), options, cancellationToken);

    private static ResultQuery<TRow> Query<TRow>(
        RefineFiltersClient filters,
        IEnumerable<RefineFilterCriterionCreate> criteria,
        RowShape<TRow> shape,
        ResultQueryOptions? options,
        CancellationToken cancellationToken
    )
    {
        if (filters is null)
        {
            throw new ArgumentNullException(nameof(filters));
        }

        var all = (criteria ?? throw new ArgumentNullException(nameof(criteria))).ToList();
        if (all.Count == 0)
        {
            throw new ArgumentException("The filter has no criteria. The service accepts no filter without any.", nameof(criteria));
        }

        var settings = Copy(options);
        return new ResultQuery<TRow>(token => QueriedFilter.CreateAsync(filters, all, settings, token), shape, settings, cancellationToken);
    }

    /// <summary>Returns the orders that match a saved filter, with fields by their names.</summary>
    /// <remarks>
    /// <c>GET /refine_filters/{id}</c> (getRefineFilter) with <c>results</c>, for each page. The vendor does not list the fields of orders.
    /// The service refuses those that it does not know (422).
    /// </remarks>
    /// <param name="filters">The saved filters of a workspace: <c>client.RefineFilters</c>.</param>
    /// <param name="filterId">Numeric or public id of a saved filter for orders.</param>
    /// <param name="fields">The names of the fields, as they are on the wire; <c>id</c> is always read.</param>
    /// <param name="options">Position to start after, budgets and further options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The rows. They are fetched page by page while they are enumerated.</returns>
    /// <exception cref="ArgumentException">The id is empty, or a name is blank.</exception>
    public static ResultQuery<ResultRow> QueryOrders(
        this RefineFiltersClient filters,
        ResourceId filterId,
        IEnumerable<string> fields,
        ResultQueryOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var names = (fields ?? throw new ArgumentNullException(nameof(fields))).ToList();
        return names.Exists(string.IsNullOrWhiteSpace)
            ? throw new ArgumentException("The name of a field is blank.", nameof(fields))
            : Query(
                filters,
                filterId,
                new RowShape<ResultRow>(names, static (values, order) => new ResultRow(order, values)),
                options,
                cancellationToken
            );
    }

    /// <summary>
    /// Returns the orders that match a saved filter, as rows with the fields that the expression reads. Only the id is known to be a field
    /// of orders; the other overload takes fields by their names.
    /// </summary>
    /// <remarks><c>GET /refine_filters/{id}</c> (getRefineFilter) with <c>results</c>, for each page.</remarks>
    /// <param name="filters">The saved filters of a workspace: <c>client.RefineFilters</c>.</param>
    /// <param name="filterId">Numeric or public id of a saved filter for orders.</param>
    /// <param name="selector">Makes a row of an order, such as <c>o => o.Id</c>.</param>
    /// <param name="options">Position to start after, budgets and further options; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The rows. They are fetched page by page while they are enumerated.</returns>
    /// <typeparam name="TRow">The type of a row.</typeparam>
    /// <exception cref="ArgumentException">The id is empty, or the expression uses something other than fields of an order.</exception>
    public static ResultQuery<TRow> QueryOrders<TRow>(
        this RefineFiltersClient filters,
        ResourceId filterId,
        Expression<Func<OrderRow, TRow>> selector,
        ResultQueryOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Query(filters, filterId, RowSelector.Of(selector, OrderRow.RowFields), options, cancellationToken);

    private static ResultQuery<TRow> Query<TRow>(
        RefineFiltersClient filters,
        ResourceId filterId,
        RowShape<TRow> shape,
        ResultQueryOptions? options,
        CancellationToken cancellationToken
    )
    {
        if (filters is null)
        {
            throw new ArgumentNullException(nameof(filters));
        }

        if (filterId.IsEmpty)
        {
            throw new ArgumentException(
                "The id of the filter is empty. Pass a numeric id or a public id; an id of 0 usually comes from a record that was never "
                    + "read.",
                nameof(filterId)
            );
        }

        var settings = Copy(options);
        return new ResultQuery<TRow>(
            _ => new ValueTask<QueriedFilter>(new QueriedFilter(filters, filterId, isTemporary: false, settings)),
            shape,
            settings,
            cancellationToken
        );
    }

    // Options that change while pages are fetched change nothing.
    private static ResultQueryOptions Copy(ResultQueryOptions? options) =>
        options is null ? new ResultQueryOptions() : ((ResultQueryOptions)options.Copy()).Check();
}
