namespace ClickFunnels.Drift.Tests.Import;

/// <summary>An invented document in the manner of the vendor's, with every kind of fault that the vendor's published ones showed.</summary>
internal static class VendorSpec
{
    /// <summary>Sentences of the invented vendor all hold this word, so that a test finds any that slips through.</summary>
    public const string ProseMark = "Vendorish";

    public const string Text = """
        openapi: 3.1.0
        info: {title: Vendorish things, version: 2.0.0, description: Vendorish words.}
        tags:
          - {name: Contact, description: Vendorish tag}
          - {name: 'Gadgets::Widget', description: Vendorish tag}
          - {name: 'Forms::Field', description: Vendorish tag}
        servers:
          - url: https://{subdomain}.example.com/api/v2
        security:
          - BearerAuth: []
        paths:
          x-note: Vendorish
          /workspaces/{workspace_id}/contacts:
            get:
              tags: [Contact]
              summary: Vendorish list
              description: Vendorish list of contacts
              operationId: listContacts
              parameters:
                - {name: workspace_id, in: path, required: true, schema: {type: integer}}
                - $ref: '#/components/parameters/after'
                - name: filter
                  in: query
                  description: Vendorish filter
                  style: deepObject
                  explode: true
                  schema:
                    type: object
                    properties:
                      id: {type: string, example: 142}
                      email_address: {type: string}
              responses:
                '200':
                  description: Vendorish
                  headers:
                    Pagination-Next: {$ref: '#/components/headers/PaginationNext'}
                  content:
                    application/json:
                      schema: {type: array, items: {$ref: '#/components/schemas/ContactAttributes'}}
                '401': {description: Vendorish, content: {application/json: {schema: {type: object, properties: {error: {type: string}}}}}}
          /workspaces/{workspace_id}/widgets:
            get:
              tags: ['Gadgets::Widget']
              summary: Vendorish
              operationId: listGadgetsWidgets
              parameters:
                - {name: workspace_id, in: path, required: true, schema: {type: integer}}
                - $ref: '#/components/parameters/after'
                - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object, properties:
                   {maker_id: {type: string}, archived: {type: boolean}}}}
              responses:
                '200':
                  description: Vendorish
                  headers:
                    Pagination-Next: {$ref: '#/components/headers/PaginationNext'}
                  content:
                    application/json:
                      schema: {type: array, items: {$ref: '#/components/schemas/GadgetsWidgetAttributes'}}
            post:
              tags: ['Gadgets::Widget']
              summary: Vendorish
              operationId: createGadgetsWidgets
              parameters:
                - {name: workspace_id, in: path, required: true, schema: {type: integer}}
              requestBody:
                description: Vendorish
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      properties:
                        gadgets_widget:
                          type: object
                          $ref: '#/components/schemas/GadgetsWidgetParameters'
                    example: {$ref: '#/components/schemas/GadgetsWidgetParameters/example'}
              responses:
                '201':
                  description: Vendorish
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/GadgetsWidgetAttributes'}
                '422': {description: Vendorish}
          /widgets/{id}:
            get:
              tags: ['Gadgets::Widget']
              operationId: getGadgetsWidgets
              parameters:
                - $ref: '#/components/parameters/id'
              responses:
                '200':
                  description: Vendorish
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/GadgetsWidgetAttributes'}
            delete:
              tags: ['Gadgets::Widget']
              operationId: removeGadgetsWidgets
              parameters:
                - $ref: '#/components/parameters/id'
              responses:
                '204': {description: Vendorish}
          /widgets/{id}/polish:
            post:
              tags: ['Gadgets::Widget']
              operationId: polishGadgetsWidgets
              parameters:
                - $ref: '#/components/parameters/id'
              responses:
                '200':
                  description: Vendorish
                  content:
                    application/json:
                      schema: {type: object, properties:
                        {polished_at: {type: string}, shine: {anyOf: [{type: string, enum: [dull, bright]}, {type: 'null'}]}}}
                '409': {description: Vendorish}
          /forms/field_sets/{id}/fields/reorder:
            post:
              tags: ['Forms::Field']
              operationId: reorderFormsFields
              parameters:
                - $ref: '#/components/parameters/id'
              requestBody:
                content:
                  application/json:
                    schema: {type: array, properties: {ids_in_order: {type: array}}}
                    example: {ids_in_order: [5, 4, 3]}
              responses:
                '200':
                  description: Vendorish
                  content:
                    application/json:
                      schema: {type: object, properties: {ordered_field_ids: {type: array, items: {type: string}}}}
                      example: {ordered_field_ids: [5, 4, 3]}
        components:
          securitySchemes:
            BearerAuth: {type: http, scheme: bearer}
          parameters:
            id: {name: id, in: path, required: true, schema: {type: string}}
            after: {name: after, in: query, description: Vendorish, schema: {type: string}}
          headers:
            PaginationNext: {description: Vendorish, schema: {type: string}}
          schemas:
            ContactAttributes:
              type: object
              title: Vendorish
              description: Vendorish
              required: [id]
              properties:
                id: {type: integer, description: Vendorish}
                email_address: {type: string}
                shoe_size: {type: string, description: Vendorish, enum: [small, large]}
                visits: {type: [object, 'null'], allOf: [{$ref: '#/components/schemas/ResourceAttributes'}]}
              example: {id: 5, email_address: null, shoe_size: small}
            GadgetsWidgetAttributes:
              type: object
              title: Vendorish
              required: [id, name, weight]
              properties:
                id: {type: integer}
                public_id: {type: string, nullable: true}
                name: {type: string}
                weight: {type: number, description: Vendorish}
                carrier: {type: [string, 'null'], enum: [truck, ship]}
                label_ids: {type: [array, 'null'], minContains: 0, contains: {type: integer}}
                spare_ids: {type: array}
                event_type_ids: {type: array}
                made_at: {type: string}
                code: {type: string, format: uuid}
                either: {type: [string, integer]}
                anything: {}
                visits: {type: [object, 'null'], allOf: [{$ref: '#/components/schemas/ResourceAttributes'}]}
                contact: {type: object, allOf: [{$ref: '#/components/schemas/ContactAttributes'}]}
                maker: {type: object, title: Vendorish, required: [name], properties: {name: {type: string}, founded_at: {type: string}}}
                parts: {type: array, items: {type: object, properties: {id: {type: integer}, quantity: {type: integer}}}}
                widget: {type: object, properties: {id: {type: integer}}}
              example: {id: 7, name: null, weight: '12.0', event_type_ids: [widget.made], made_at: '2025-01-01T00:00:00.000Z'}
            GadgetsWidgetParameters:
              type: object
              required: [name]
              properties:
                name: {type: string, description: Vendorish, default: Vendorish}
                weight: {type: number}
                carrier: {type: [string, 'null'], enum: [truck, ship]}
                parts_attributes: {type: array, items: {type: object, properties: {quantity: {type: integer}}}}
              example: {name: Vendorish, weight: '12.0'}
            OrphanAttributes:
              type: object
              properties: {id: {type: integer}}
        """;
}
