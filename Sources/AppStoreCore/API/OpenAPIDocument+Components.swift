extension OpenAPIDocument {
    /// The values.
    static let components = #"""
        {
          "securitySchemes": {
            "password": {"type": "http", "scheme": "basic"}, "token": {"type": "http", "scheme": "bearer"}
          },
          "schemas": {
            "DatalabSummary": {
              "type": "object", "additionalProperties": false,
              "required": [
                "digest", "domains", "hasIcon", "instruments", "isListed", "isStarred", "keywords", "missions",
                "modified", "name", "owner", "pulls", "shortName", "size", "stars", "title", "version", "visibility"
              ],
              "properties": {
                "name": {"type": "string"}, "shortName": {"type": "string"}, "title": {"type": "string"},
                "version": {"type": "string"},
                "digest": {"type": "string", "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},
                "keywords": {"type": "array", "items": {"type": "string"}},
                "missions": {"type": "array", "items": {"type": "string"}},
                "instruments": {"type": "array", "items": {"type": "string"}},
                "domains": {"type": "array", "items": {"type": "string"}},
                "visibility": {"type": "string", "enum": ["public", "private"]}, "owner": {"type": "string"},
                "modified": {"type": "string", "format": "date-time"}, "size": {"type": "integer", "minimum": 0},
                "stars": {"type": "integer", "minimum": 0}, "pulls": {"type": "integer", "minimum": 0},
                "isStarred": {"type": "boolean"}, "hasIcon": {"type": "boolean"}, "isListed": {"type": "boolean"},
                "abstract": {"type": "string"}, "kind": {"type": "string", "enum": ["jupyterlab", "vnc", "theia"]},
                "author": {"type": "string"}, "licence": {"type": "string"}
              }
            },
            "DatalabVersion": {
              "type": "object", "additionalProperties": false,
              "required": ["digest", "published", "publisher", "review", "tags", "version"],
              "properties": {
                "version": {"type": "string"},
                "digest": {"type": "string", "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "published": {"type": "string", "format": "date-time"}, "publisher": {"type": "string"},
                "review": {"type": "string", "enum": ["waiting", "approved", "rejected"]},
                "reviewReason": {"type": "string"}
              }
            },
            "FacetPage": {
              "type": "object", "additionalProperties": false, "required": ["facet", "total", "values"],
              "properties": {
                "facet": {"$ref": "#/components/schemas/FacetCounts/properties/facet"},
                "values": {"$ref": "#/components/schemas/FacetCounts/properties/values"},
                "total": {"type": "integer", "minimum": 0}, "next": {"type": "string"}
              }
            },
            "PasswordChange": {
              "type": "object", "additionalProperties": false, "required": ["new", "old"],
              "properties": {"old": {"type": "string"}, "new": {"type": "string"}}
            },
            "ManifestPage": {
              "type": "object", "additionalProperties": false, "required": ["manifests"],
              "properties": {
                "manifests": {"type": "array", "items": {"$ref": "#/components/schemas/ManifestSummary"}},
                "next": {"type": "string"}
              }
            },
            "ManifestSummary": {
              "type": "object", "additionalProperties": false,
              "required": ["digest", "isKept", "mediaType", "pushed", "size", "tags"],
              "properties": {
                "digest": {"type": "string", "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},
                "mediaType": {"type": "string"}, "artifactType": {"type": "string"}, "subject": {"type": "string"},
                "size": {"type": "integer", "minimum": 0}, "pushed": {"type": "string", "format": "date-time"},
                "tags": {"type": "array", "items": {"type": "string"}}, "isKept": {"type": "boolean"},
                "looseSince": {"type": "string", "format": "date-time"}
              }
            },
            "Layer": {
              "type": "object", "additionalProperties": false, "required": ["digest", "size"],
              "properties": {
                "digest": {"type": "string", "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},
                "size": {"type": "integer", "minimum": 0}, "role": {"type": "string"}, "contents": {"type": "string"}
              }
            },
            "Package": {
              "type": "object", "additionalProperties": false, "required": ["name", "version"],
              "properties": {"name": {"type": "string"}, "version": {"type": "string"}}
            },
            "DatalabDetail": {
              "type": "object", "additionalProperties": false,
              "required": ["hasMorePeople", "layers", "packages", "people", "summary", "versionCount", "versions"],
              "properties": {
                "summary": {"$ref": "#/components/schemas/DatalabSummary"},
                "versions": {"type": "array", "items": {"$ref": "#/components/schemas/DatalabVersion"}},
                "versionCount": {"type": "integer", "minimum": 0},
                "layers": {"type": "array", "items": {"$ref": "#/components/schemas/Layer"}},
                "packages": {"type": "array", "items": {"$ref": "#/components/schemas/Package"}},
                "description": {"type": "string"}, "contact": {"type": "string"}, "organisation": {"type": "string"},
                "people": {"type": "array", "items": {"type": "object", "required": ["family", "isOrganisation"], "properties": {
                  "family": {"type": "string"}, "given": {"type": "string"}, "isOrganisation": {"type": "boolean"},
                  "orcid": {"type": "string"}, "affiliation": {"type": "string"}}}},
                "hasMorePeople": {"type": "boolean"},
                "citation": {"type": "string"}, "doi": {"type": "string"}, "funder": {"type": "string"},
                "language": {"type": "string"}, "source": {"type": "string"}, "revision": {"type": "string"},
                "base": {"type": "string"}, "readers": {"type": "array", "items": {"type": "string"}}
              }
            },
            "FacetCounts": {
              "type": "object", "additionalProperties": false, "required": ["facet", "total", "values"],
              "properties": {
                "facet": {
                  "type": "string",
                  "enum": ["kind", "domain", "mission", "instrument", "keyword", "licence", "author", "visibility"]
                },
                "values": {
                  "type": "array",
                  "items": {
                    "type": "object", "additionalProperties": false, "required": ["count", "isSelected", "value"],
                    "properties": {
                      "value": {"type": "string"}, "count": {"type": "integer", "minimum": 0},
                      "isSelected": {"type": "boolean"}
                    }
                  }
                },
                "total": {"type": "integer", "minimum": 0}
              }
            },
            "DatalabPage": {
              "type": "object", "additionalProperties": false, "required": ["datalabs", "facets", "sort", "total"],
              "properties": {
                "total": {"type": "integer", "minimum": 0},
                "datalabs": {"type": "array", "items": {"$ref": "#/components/schemas/DatalabSummary"}},
                "facets": {"type": "array", "items": {"$ref": "#/components/schemas/FacetCounts"}},
                "sort": {"type": "string", "enum": ["relevance", "modified", "popularity", "name"]},
                "next": {"type": "string"}
              }
            },
            "VisibilityChange": {
              "type": "object", "additionalProperties": false, "required": ["visibility"],
              "properties": {
                "visibility": {"type": "string", "enum": ["public", "private"]},
                "readers": {"type": "array", "items": {"type": "string"}}
              }
            },
            "TokenRequest": {
              "type": "object", "additionalProperties": false, "required": ["name"],
              "properties": {
                "name": {"type": "string"}, "scopes": {"type": "array", "items": {"type": "string"}},
                "expires": {"type": "string", "format": "date-time"}
              }
            },
            "TokenSummary": {
              "type": "object", "additionalProperties": false, "required": ["created", "name"],
              "properties": {
                "name": {"type": "string"}, "created": {"type": "string", "format": "date-time"},
                "scopes": {"type": "array", "items": {"type": "string"}},
                "expires": {"type": "string", "format": "date-time"},
                "lastUsed": {"type": "string", "format": "date-time"}
              }
            },
            "NewToken": {
              "type": "object", "additionalProperties": false, "required": ["secret", "token"],
              "properties": {"token": {"$ref": "#/components/schemas/TokenSummary"}, "secret": {"type": "string"}}
            },
            "StarCount": {
              "type": "object", "additionalProperties": false, "required": ["isStarred", "stars"],
              "properties": {"stars": {"type": "integer", "minimum": 0}, "isStarred": {"type": "boolean"}}
            },
            "Waiting": {
              "type": "object", "additionalProperties": false,
              "required": ["digest", "name", "published", "publisher", "title", "version"],
              "properties": {
                "name": {"type": "string"}, "title": {"type": "string"}, "version": {"type": "string"},
                "digest": {"type": "string", "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},
                "publisher": {"type": "string"}, "published": {"type": "string", "format": "date-time"}
              }
            },
            "ReviewDecision": {
              "type": "object", "additionalProperties": false, "required": ["digest", "isApproved"],
              "properties": {
                "digest": {"type": "string", "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"},
                "isApproved": {"type": "boolean"}, "reason": {"type": "string"}
              }
            },
            "User": {
              "type": "object", "additionalProperties": false, "required": ["created", "isDisabled", "name", "role"],
              "properties": {
                "name": {"type": "string"},
                "role": {"type": "string", "enum": ["reader", "creator", "moderator", "administrator"]},
                "isDisabled": {"type": "boolean"}, "created": {"type": "string", "format": "date-time"},
                "displayName": {"type": "string"}, "email": {"type": "string"}
              }
            },
            "Errors": {
              "type": "object", "additionalProperties": false, "required": ["errors"],
              "properties": {
                "errors": {
                  "type": "array",
                  "items": {
                    "type": "object", "additionalProperties": false, "required": ["code", "message"],
                    "properties": {"code": {"type": "string"}, "message": {"type": "string"}}
                  }
                }
              }
            }
          },
          "responses": {
            "Errors": {
              "description": "What went wrong.",
              "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}
            }
          },
          "parameters": {
            "name": {
              "name": "name", "in": "path", "required": true,
              "description": "The repository, each '/' in it written as '%2F'.", "schema": {"type": "string"}
            },
            "token": {
              "name": "token", "in": "path", "required": true, "description": "What the token is called.",
              "schema": {"type": "string"}
            },
            "q": {
              "name": "q", "in": "query",
              "description": "Words; each must be found, or be the beginning of what is found.",
              "schema": {"type": "string"}
            },
            "kind": {
              "name": "kind", "in": "query", "description": "Only datalabs with one of these values of 'kind'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "domain": {
              "name": "domain", "in": "query", "description": "Only datalabs with one of these values of 'domain'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "mission": {
              "name": "mission", "in": "query", "description": "Only datalabs with one of these values of 'mission'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "instrument": {
              "name": "instrument", "in": "query",
              "description": "Only datalabs with one of these values of 'instrument'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "keyword": {
              "name": "keyword", "in": "query", "description": "Only datalabs with one of these values of 'keyword'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "licence": {
              "name": "licence", "in": "query", "description": "Only datalabs with one of these values of 'licence'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "author": {
              "name": "author", "in": "query", "description": "Only datalabs with one of these values of 'author'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "visibility": {
              "name": "visibility", "in": "query",
              "description": "Only datalabs with one of these values of 'visibility'.",
              "schema": {"type": "array", "items": {"type": "string"}}, "explode": true, "style": "form"
            },
            "sort": {
              "name": "sort", "in": "query",
              "description": "The order; 'relevance' with words and 'modified' without, unless given.",
              "schema": {"type": "string", "enum": ["relevance", "modified", "popularity", "name"]}
            },
            "cursor": {
              "name": "cursor", "in": "query", "description": "'next' of the page before.",
              "schema": {"type": "string"}
            },
            "digest": {
              "name": "digest", "in": "path", "required": true, "description": "The digest of a manifest.",
              "schema": {"type": "string", "pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"}
            },
            "facet": {
              "name": "facet", "in": "path", "required": true, "description": "A facet.",
              "schema": {
                "type": "string",
                "enum": ["kind", "domain", "mission", "instrument", "keyword", "licence", "author", "visibility"]
              }
            },
            "contains": {
              "name": "contains", "in": "query", "description": "What the values must contain, in whichever case.",
              "schema": {"type": "string"}
            },
            "after": {
              "name": "after", "in": "query", "description": "'next' of the page before, or the last of it.",
              "schema": {"type": "string"}
            },
            "many": {
              "name": "limit", "in": "query", "description": "So many at a time.",
              "schema": {"type": "integer", "minimum": 1, "maximum": 1000}
            },
            "limit": {
              "name": "limit", "in": "query", "description": "So many on a page.",
              "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 24}
            }
          }
        }
        """#
}
